package dev.tapedeck.storage.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Changes that come while others are being written are written together. */
final class GroupWriterTest {
    private final CountDownLatch diskIsFree = new CountDownLatch(1);
    private final List<Integer> groups = new ArrayList<>();
    private final GroupWriter writer = new GroupWriter(this::write);

    private void write(List<Pending> group) {
        awaitDisk();
        groups.add(group.size());
        group.forEach(pending -> pending.succeed(pending.change().touches()));
    }

    private void awaitDisk() {
        try {
            diskIsFree.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Pending submitted(int number) {
        Pending pending = new Pending(new Change.Remove(number));
        assertThat(writer.submit(pending)).isTrue();
        return pending;
    }

    @Test
    void manyChangesAreWrittenInFewGroups() {
        // Given
        List<Pending> pending =
                IntStream.rangeClosed(1, 100).mapToObj(this::submitted).toList();

        // When
        diskIsFree.countDown();

        // Then
        assertThat(pending.stream().map(Pending::await).toList())
                .isEqualTo(IntStream.rangeClosed(1, 100).boxed().toList());
        assertThat(groups).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void changesToOneInteractionAreWrittenOneAfterTheOther() {
        // Given
        List<Pending> pending = List.of(submitted(7), submitted(8), submitted(8), submitted(9));

        // When
        diskIsFree.countDown();
        pending.forEach(Pending::await);

        // Then
        assertThat(groups).hasSizeGreaterThanOrEqualTo(2).last().isEqualTo(2);
    }

    @Test
    void aFrozenWriterHasWrittenEverythingAndTakesNoMoreUntilItThaws() {
        // Given
        diskIsFree.countDown();
        submitted(1);
        submitted(2);

        // When
        writer.freeze();

        // Then
        assertThat(groups.stream().mapToInt(size -> size).sum()).isEqualTo(2);
        assertThat(writer.submit(new Pending(new Change.Remove(3)))).isFalse();
        writer.thaw();
        assertThat(submitted(3).await()).isEqualTo(3);
    }

    @Test
    void whoeverWaitsIsToldWhenTheWriterBreaksOff() {
        // Given
        GroupWriter broken = new GroupWriter(group -> {});
        Pending pending = new Pending(new Change.Remove(1));

        // When
        broken.submit(pending);

        // Then
        StoreInFolder.failure(Failure.StoreDown.class, pending::await);
    }
}
