package dev.tapedeck.storage.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.Examples;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.TakeId;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.storage.database.h2.H2;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@QuarkusTest
class H2CassetteStoreTest extends DatabaseStorePromises {
    H2CassetteStoreTest() {
        super(H2.engine(false));
    }

    @Test
    void anInteractionIsAtHandOnceItWasReadAndNotBefore() {
        // Given
        TakeId take = newTake();
        int number = store().begin(take, Examples.ticket("hello"));
        store().finish(take, number, Examples.ending(Examples.response("{}")));
        Optional<Interaction> beforeItWasRead = store().findInMemory(take, number);

        // When
        Optional<Interaction> read = store().find(take, number);

        // Then
        assertThat(beforeItWasRead).isEmpty();
        assertThat(store().findInMemory(take, number)).isPresent().isEqualTo(read);
    }

    @Test
    void recoveryDropsTheTakesThatWereNeverAdopted() {
        // Given
        TakeId current = newTake();
        TakeId left = store().beginTake(new CassetteName("tape"));
        store().begin(left, Examples.ticket("lost"));
        store().begin(current, Examples.ticket("kept"));

        // When
        int dropped = recovered();

        // Then
        assertThat(dropped).isEqualTo(1);
        assertThat(store().entries(current)).hasSize(1);
        assertFails(() -> store().entries(left), Failure.Unknown.class);
        assertThat(recovered()).isZero();
    }

    private int recovered() {
        try (DatabaseCassetteStore next = newStore(0)) {
            return next.recover();
        }
    }
}
