package dev.tapedeck.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tapedeck.cassette.Cassette;
import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.Examples;
import dev.tapedeck.cassette.KeyRecipe;
import dev.tapedeck.cassette.TakeId;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.storage.memory.MemoryCassetteStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CopiesTest {
    private static final CassetteName NAME = Workshop.NAME;

    private final Workshop workshop = new Workshop();
    private final CassetteStore other = new MemoryCassetteStore();
    private final Copies copies = new Copies("database", workshop.store, Map.of("file", () -> other));

    private void record(KeyRecipe recipe) {
        TakeId take = workshop.store.create(NAME, recipe, workshop.time.now()).take();
        workshop.time.advance(Duration.ofMinutes(5));
        for (String question : List.of("one", "two", "three")) {
            int number = workshop.store.begin(take, Examples.ticket(question));
            workshop.store.finish(take, number, Examples.ending(Examples.stream("data: 1\n\n", "data: 2\n\n")));
        }
        workshop.store.remove(take, 2);
    }

    @Test
    void aCopyIsTheSameInEverything() {
        record(new KeyRecipe(1, List.of("/user"), List.of(), List.of()));

        Copies.Copied copied = copies.copy(NAME, "file", false);

        Cassette source = workshop.store.find(NAME).orElseThrow();
        Cassette copy = other.find(NAME).orElseThrow();
        assertThat(copied.interactions()).isEqualTo(2);
        assertThat(copy).usingRecursiveComparison().ignoringFields("take").isEqualTo(source);
        assertThat(other.interactions(copy.take(), 0, 10)).isEqualTo(workshop.interactions());
    }

    @Test
    void aCassetteOfThatNameThereIsLeftAlone() {
        record(KeyRecipe.DEFAULT);
        Cassette there = other.create(NAME, KeyRecipe.DEFAULT, workshop.time.now());

        assertThatThrownBy(() -> copies.copy(NAME, "file", false))
                .isInstanceOfSatisfying(
                        FailedCall.class, failed -> assertThat(failed.failure()).isInstanceOf(Failure.Conflict.class))
                .hasMessageContaining("existing=replace");
        assertThat(other.find(NAME)).contains(there);
    }

    @Test
    void aCassetteOfThatNameThereGivesWayIfOneSaysSo() {
        record(KeyRecipe.DEFAULT);
        other.create(NAME, new KeyRecipe(1, List.of("/x"), List.of(), List.of()), workshop.time.now());

        copies.copy(NAME, "file", true);

        assertThat(other.list(Optional.empty(), 10)).singleElement().satisfies(copy -> {
            assertThat(copy.interactions()).isEqualTo(2);
            assertThat(copy.recipe()).isEqualTo(KeyRecipe.DEFAULT);
        });
    }

    @Test
    void theStoreInUseIsNoPlaceToCopyTo() {
        record(KeyRecipe.DEFAULT);

        assertThatThrownBy(() -> copies.copy(NAME, "database", false))
                .isInstanceOf(FailedCall.class)
                .hasMessage("The store 'database' is the one in use: the cassette is there already. Copy to file.");
        assertThatThrownBy(() -> copies.copy(NAME, "paper", false))
                .isInstanceOf(FailedCall.class)
                .hasMessage("There is no store 'paper'. Copy to file.");
    }

    @Test
    void aCassetteThatIsNotThereCannotBeCopied() {
        assertThatThrownBy(() -> copies.copy(NAME, "file", false))
                .isInstanceOfSatisfying(
                        FailedCall.class, failed -> assertThat(failed.failure()).isInstanceOf(Failure.Unknown.class));
    }
}
