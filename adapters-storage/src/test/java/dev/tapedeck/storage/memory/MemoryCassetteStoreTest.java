package dev.tapedeck.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.cassette.Cassette;
import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.CassetteStoreContract;
import dev.tapedeck.cassette.Examples;
import dev.tapedeck.cassette.KeyRecipe;
import dev.tapedeck.cassette.TakeId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MemoryCassetteStoreTest extends CassetteStoreContract {
    private final CassetteStore store = new MemoryCassetteStore();

    @Override
    protected CassetteStore store() {
        return store;
    }

    @Test
    void everythingIsAtHandInMemory() {
        // Given
        TakeId take = store.create(new CassetteName("a"), KeyRecipe.DEFAULT, Examples.NOON)
                .take();

        // When
        int number = store.begin(take, Examples.ticket("hello"));

        // Then
        assertThat(store.findInMemory(take, number)).isPresent().isEqualTo(store.find(take, number));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 499, 500, 501, 1_000, 1_001})
    void allCassettesAreThereHoweverManyPartsTheyAreListedIn(int count) {
        // Given
        List<CassetteName> names = IntStream.range(0, count)
                .mapToObj("c%04d"::formatted)
                .map(CassetteName::new)
                .toList();
        names.forEach(name -> store.create(name, KeyRecipe.DEFAULT, Examples.NOON));

        // When
        List<CassetteName> all = store.all(Optional.empty()).map(Cassette::name).toList();

        // Then
        assertThat(all).isEqualTo(names);
        assertThat(store.all(Optional.of(new CassetteName("c0498"))).map(Cassette::name))
                .containsExactlyElementsOf(names.stream().skip(499).toList());
    }
}
