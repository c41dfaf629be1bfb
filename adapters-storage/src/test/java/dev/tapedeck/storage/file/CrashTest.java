package dev.tapedeck.storage.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.cassette.Examples;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.TakeId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kill between any two steps on the disk: what was acknowledged is there once, and a change has happened or not. */
final class CrashTest extends StoreInFolder {
    @TempDir
    private Path crashes;

    private final List<Path> left = new ArrayList<>();

    /** Does something, with a copy of the folder taken before and after each step on the disk. */
    private void killedAtEachStep(Runnable deed) {
        disk.atEachStep(() -> left.add(FolderFiles.copy(folder, crashes.resolve("step-" + left.size()))));
        deed.run();
        disk.atEachStep(() -> {});
        left.add(FolderFiles.copy(folder, crashes.resolve("step-" + left.size())));
        assertThat(left).hasSizeGreaterThan(3);
    }

    /** Asserts that a store started on each copy finds one of these, the first of them at first and the last at last. */
    @SafeVarargs
    private void assertEachLeaves(List<Interaction>... lawful) {
        List<List<Interaction>> found = left.stream().map(this::recoveredTwice).toList();
        assertThat(found).isSubsetOf(lawful);
        assertThat(found.getFirst()).isEqualTo(lawful[0]);
        assertThat(found.getLast()).isEqualTo(lawful[lawful.length - 1]);
    }

    /** What recovery finds; the same if it is killed at each of its own steps and begun again. */
    private List<Interaction> recoveredTwice(Path crash) {
        List<Path> again = new ArrayList<>();
        Path once = FolderFiles.copy(crash, crash.resolveSibling(crash.getFileName() + "-once"));
        WatchedDisk watched = new WatchedDisk();
        watched.atEachStep(() -> again.add(
                FolderFiles.copy(once, crash.resolveSibling(crash.getFileName() + "-again-" + again.size()))));
        try (FileCassetteStore restarted = new FileCassetteStore(once, 0, 0, time, events::add, watched)) {
            restarted.recover();
            List<Interaction> found = contents(restarted, CHECKOUT);
            assertThat(again).allSatisfy(copy -> assertThat(recovered(copy)).isEqualTo(found));
            FolderFiles.assertSound(once);
            again.forEach(FolderFiles::assertSound);
            return found;
        }
    }

    @Test
    void whatIsRecordedIsThereFromTheMomentItIsAcknowledged() {
        // Given
        TakeId take = made();
        recorded(take, "first");
        List<Interaction> before = contents();

        // When
        killedAtEachStep(() -> store.begin(take, Examples.ticket("second")));

        // Then
        assertEachLeaves(before, contents());
    }

    @Test
    void settlingLosesAndDoublesNothing() {
        // Given
        TakeId take = made();
        recorded(take, "first");
        recorded(take, "second");
        int open = store.begin(take, Examples.ticket("open"));
        store.settle(CHECKOUT);
        store.finish(take, open, Examples.ending(Examples.response("ended")));
        store.remove(take, 1);
        recorded(take, "third");
        store.remove(take, recorded(take, "gone again"));
        List<Interaction> before = contents();

        // When
        killedAtEachStep(() -> store.settle(CHECKOUT));

        // Then
        assertEachLeaves(before);
    }

    @Test
    void aTakeIsAdoptedWholeOrNotAtAll() {
        // Given
        TakeId old = made();
        recorded(old, "old, settled");
        store.settle(CHECKOUT);
        recorded(old, "old, in the journal");
        List<Interaction> before = contents();
        TakeId fresh = store.beginTake(CHECKOUT);
        recorded(fresh, "new");

        // When
        killedAtEachStep(() -> store.adoptTake(CHECKOUT, fresh, Examples.NOON));

        // Then
        assertEachLeaves(before, contents());
    }

    @Test
    void settlingAnAdoptedTakeBringsNothingOfTheOldOneBack() {
        // Given
        TakeId old = made();
        recorded(old, "old");
        store.settle(CHECKOUT);
        TakeId fresh = store.beginTake(CHECKOUT);
        recorded(fresh, "new");
        store.adoptTake(CHECKOUT, fresh, Examples.NOON);
        List<Interaction> before = contents();

        // When
        killedAtEachStep(() -> store.settle(CHECKOUT));

        // Then
        assertEachLeaves(before);
    }

    @Test
    void importedInteractionsAreThereAllOrNone() {
        // Given
        TakeId take = made();
        List<Interaction> brought = List.of(
                new Interaction(1, Examples.ticket("a"), Examples.ending(Examples.response("1"))),
                new Interaction(2, Examples.ticket("b"), Examples.ending(Examples.response("x".repeat(200_000)))),
                new Interaction(3, Examples.ticket("c"), Examples.ending(Examples.response("3"))));

        // When
        killedAtEachStep(() -> store.append(take, brought));

        // Then
        assertEachLeaves(List.of(), brought);
    }

    @Test
    void aCassetteIsDeletedWholeOrNotAtAll() {
        // Given
        TakeId take = made();
        recorded(take, "settled");
        store.settle(CHECKOUT);
        recorded(take, "in the journal");
        List<Interaction> before = contents();

        // When
        killedAtEachStep(() -> store.delete(CHECKOUT));

        // Then
        assertEachLeaves(before, List.of());
    }

    @Test
    void aRenamedCassetteHasOneOfItsNames() {
        // Given
        TakeId take = made();
        recorded(take, "settled");
        store.settle(CHECKOUT);
        recorded(take, "in the journal");
        List<Interaction> everything = contents();

        // When
        killedAtEachStep(() -> store.rename(CHECKOUT, GREETING));

        // Then
        assertThat(left).allSatisfy(crash -> {
            try (FileCassetteStore restarted = another(crash)) {
                restarted.recover();
                List<Interaction> old = contents(restarted, CHECKOUT);
                List<Interaction> renamed = contents(restarted, GREETING);
                assertThat(List.of(old, renamed)).containsExactlyInAnyOrder(everything, List.of());
            }
        });
    }

    @Test
    void whatRecoveryDidIsTold() {
        // Given
        TakeId take = made();
        recorded(take, "first");
        store.begin(take, Examples.ticket("never ended"));
        recorded(store.beginTake(CHECKOUT), "never adopted");
        Path crash = FolderFiles.copy(folder, crashes.resolve("crash"));

        // When
        List<Interaction> found = recovered(crash);

        // Then
        assertThat(found).hasSize(2);
        assertThat(found.getLast().complete()).isFalse();
        assertThat(events)
                .anySatisfy(event -> assertThat(event).isInstanceOf(FolderEvent.Dropped.class))
                .contains(new FolderEvent.Recovered(CHECKOUT, 2, 1))
                .hasSize(2);
        assertThat(FolderFiles.names(crash)).containsExactly("checkout.json");
    }
}
