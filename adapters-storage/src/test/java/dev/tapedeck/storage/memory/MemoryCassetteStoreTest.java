package dev.tapedeck.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.CassetteStoreContract;
import dev.tapedeck.cassette.Examples;
import dev.tapedeck.cassette.KeyRecipe;
import dev.tapedeck.cassette.TakeId;
import org.junit.jupiter.api.Test;

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
}
