package dev.tapedeck.storage.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.cassette.Examples;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.KeyRecipe;
import dev.tapedeck.cassette.TakeId;
import dev.tapedeck.exchange.Failure;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A disk that is full or failing: a clear answer, nothing lost that was acknowledged, and it goes on afterwards. */
final class FullDiskTest extends StoreInFolder {
    private TakeId take;
    private List<Interaction> before;

    @BeforeEach
    void record() {
        take = made();
        recorded(take, "settled");
        store.settle(CHECKOUT);
        recorded(take, "in the journal");
        before = contents();
    }

    @Test
    void aRecordingThatDoesNotFitIsRefusedWithTheFolderAndTheReason() {
        // Given
        disk.room(100);

        // When
        Failure.StoreDown down = failure(Failure.StoreDown.class, () -> store.begin(take, Examples.ticket("too much")));

        // Then
        assertThat(down.message()).contains(folder.getFileName().toString(), "No space left on device", "Free some");
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void recordingGoesOnWithTheNextNumberWhenThereIsRoomAgain() {
        // Given
        disk.room(100);
        failure(Failure.StoreDown.class, () -> store.begin(take, Examples.ticket("too much")));

        // When
        disk.room(Long.MAX_VALUE);
        int next = recorded(take, "fits");

        // Then
        assertThat(next).isEqualTo(3);
        List<Interaction> after = contents();
        store.settle(CHECKOUT);
        assertThat(contents()).isEqualTo(after);
        assertThat(after.subList(0, 2)).isEqualTo(before);
    }

    @Test
    void aRecordThatCouldNotBeMadeDurableIsNotThere() {
        // Given
        disk.broken(true);

        // When
        failure(Failure.StoreDown.class, () -> store.begin(take, Examples.ticket("not durable")));

        // Then
        disk.broken(false);
        assertThat(contents()).isEqualTo(before);
        recorded(take, "next");
        assertThat(recovered(FolderFiles.copy(folder, folder.resolveSibling("crash-of-" + folder.getFileName()))))
                .isEqualTo(contents());
    }

    @Test
    void aDocumentThatDoesNotFitLeavesTheOldOneAndTheJournal() {
        // Given
        byte[] document = FolderFiles.bytes(file("checkout.json"));
        disk.room(100);

        // When
        failure(Failure.StoreDown.class, () -> store.settle(CHECKOUT));

        // Then
        assertThat(FolderFiles.names(folder)).containsExactly("checkout.journal", "checkout.json");
        assertThat(FolderFiles.bytes(file("checkout.json"))).isEqualTo(document);
        assertThat(contents()).isEqualTo(before);
        disk.room(Long.MAX_VALUE);
        recorded(take, "more");
        store.settle(CHECKOUT);
        assertThat(numbers()).containsExactly(1, 2, 3);
    }

    @Test
    void whateverStepFailsNothingIsLostAndItCanBeDoneAgain() {
        // Given
        disk.broken(true);

        // When
        failure(Failure.StoreDown.class, () -> store.settle(CHECKOUT));
        failure(Failure.StoreDown.class, () -> store.delete(CHECKOUT));
        failure(Failure.StoreDown.class, () -> store.rename(CHECKOUT, GREETING));
        failure(Failure.StoreDown.class, () -> store.beginTake(CHECKOUT));
        failure(Failure.StoreDown.class, () -> store.create(GREETING, KeyRecipe.DEFAULT, Examples.NOON));

        // Then
        disk.broken(false);
        assertThat(contents()).isEqualTo(before);
        store.rename(CHECKOUT, GREETING);
        assertThat(contents(store, GREETING)).isEqualTo(before);
    }

    @Test
    void aCassetteThatDoesNotFitIsNotThere() {
        // Given
        disk.room(10);

        // When
        failure(Failure.StoreDown.class, () -> store.create(GREETING, KeyRecipe.DEFAULT, Examples.NOON));

        // Then
        assertThat(store.find(GREETING)).isEmpty();
        disk.room(Long.MAX_VALUE);
        made(GREETING);
    }
}
