package dev.tapedeck.storage.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.cassette.Examples;
import dev.tapedeck.cassette.KeyRecipe;
import dev.tapedeck.cassette.TakeId;
import dev.tapedeck.exchange.Failure;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** One store at a time records to a cassette; any number replay. */
final class LocksTest extends StoreInFolder {
    @Test
    void theSecondRecorderIsToldWhichFileAndWhatToDo() {
        // Given
        recorded(made(), "by the first");
        try (FileCassetteStore second = another(folder)) {
            TakeId take = second.find(CHECKOUT).orElseThrow().take();

            // When
            Failure conflict =
                    failure(Failure.Conflict.class, () -> second.begin(take, Examples.ticket("by the second")));

            // Then
            assertThat(conflict.message()).contains("'checkout'", "checkout.json", "another name");
        }
    }

    @Test
    void everyChangeByTheSecondIsAConflict() {
        // Given
        recorded(made(), "by the first");
        try (FileCassetteStore second = another(folder)) {
            // Then
            failure(Failure.Conflict.class, () -> second.beginTake(CHECKOUT));
            failure(Failure.Conflict.class, () -> second.delete(CHECKOUT));
            failure(Failure.Conflict.class, () -> second.rename(CHECKOUT, GREETING));
        }
        assertThat(numbers()).containsExactly(1);
    }

    @Test
    void aFreshTakeKeepsTheOthersOutToo() {
        // Given
        made();
        TakeId fresh = store.beginTake(CHECKOUT);
        try (FileCassetteStore second = another(folder)) {
            failure(Failure.Conflict.class, () -> second.beginTake(CHECKOUT));

            // When
            store.dropTake(fresh);

            // Then
            assertThat(second.beginTake(CHECKOUT)).isNotNull();
        }
    }

    @Test
    void whoReplaysNeedsNoLockAndSeesWhatIsSettled() {
        // Given
        TakeId take = made();
        recorded(take, "settled");
        store.settle(CHECKOUT);
        recorded(take, "not yet");

        // When
        try (FileCassetteStore second = another(folder)) {
            // Then
            assertThat(contents(second, CHECKOUT)).hasSize(1);
        }
        assertThat(file("checkout.journal")).exists();
    }

    @Test
    void theLockIsFreeWhenTheFirstHasSettled() {
        // Given
        TakeId take = made();
        recorded(take, "by the first");
        store.settle(CHECKOUT);

        // When
        try (FileCassetteStore second = another(folder)) {
            TakeId seen = second.find(CHECKOUT).orElseThrow().take();
            second.begin(seen, Examples.ticket("by the second"));
        }

        // Then
        failure(Failure.Unknown.class, () -> store.begin(take, Examples.ticket("on what was")));
        assertThat(numbers()).containsExactly(1, 2);
    }

    @Test
    void otherCassettesOfTheFolderMayBeRecorded() {
        // Given
        recorded(made(), "by the first");

        // When
        try (FileCassetteStore second = another(folder)) {
            TakeId take =
                    second.create(GREETING, KeyRecipe.DEFAULT, Examples.NOON).take();
            second.begin(take, Examples.ticket("by the second"));
        }

        // Then
        recorded(store.find(CHECKOUT).orElseThrow().take(), "still");
        assertThat(numbers()).containsExactly(1, 2);
        assertThat(contents(store, GREETING)).hasSize(1);
    }

    @Test
    void anotherProcessIsKeptOutAndWhatItLeavesWhenItIsKilledIsRecovered() throws IOException {
        // Given
        made();
        try (RecordingProcess other = RecordingProcess.on(folder, CHECKOUT)) {
            TakeId take = store.find(CHECKOUT).orElseThrow().take();
            failure(Failure.Conflict.class, () -> store.begin(take, Examples.ticket("here")));
            assertThat(contents()).isEmpty();

            // When
            other.kill();
        }

        // Then
        assertThat(numbers()).containsExactly(1);
        recorded(store.find(CHECKOUT).orElseThrow().take(), "here");
        assertThat(numbers()).containsExactly(1, 2);
        assertThat(Files.size(file(FolderLocks.FILE))).isZero();
    }

    @Test
    void aStoreThatIsClosedTakesNoMore() {
        // Given
        TakeId take = made();

        // When
        store.close();

        // Then
        failure(Failure.StoreDown.class, () -> store.begin(take, Examples.ticket("late")));
        failure(Failure.StoreDown.class, () -> store.create(GREETING, KeyRecipe.DEFAULT, Examples.NOON));
        failure(Failure.StoreDown.class, () -> store.beginTake(CHECKOUT));
    }
}
