package dev.tapedeck.cassette;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the parts of {@link CassetteStoreContract} share. */
abstract class StorePromises {
    static final CassetteName CHECKOUT = new CassetteName("checkout");
    static final CassetteName GREETING = new CassetteName("greeting");
    static final TakeId NO_TAKE = new TakeId(987_654_321L);

    /** The store under test: the same one during a test, empty at its start. */
    protected abstract CassetteStore store();

    final Cassette made(CassetteName name) {
        return store().create(name, KeyRecipe.DEFAULT, Examples.NOON);
    }

    /** The current take of a cassette made for the test. */
    final TakeId take() {
        return made(CHECKOUT).take();
    }

    final Cassette found(CassetteName name) {
        Optional<Cassette> found = store().find(name);
        assertThat(found).isPresent();
        return found.orElseThrow();
    }

    final Interaction found(TakeId take, int number) {
        Optional<Interaction> found = store().find(take, number);
        assertThat(found).isPresent();
        return found.orElseThrow();
    }

    /** Appends an interaction with an end. */
    final int recorded(TakeId take, Ticket ticket, Outcome outcome) {
        int number = store().begin(take, ticket);
        store().finish(take, number, Examples.ending(outcome));
        return number;
    }

    final List<Integer> numbers(TakeId take) {
        return store().entries(take).stream().map(Tape.Entry::number).toList();
    }

    static void assertUnknown(ThrowingCallable deed) {
        assertFails(deed, Failure.Unknown.class);
    }

    static void assertConflict(ThrowingCallable deed) {
        assertFails(deed, Failure.Conflict.class);
    }

    private static void assertFails(ThrowingCallable deed, Class<? extends Failure> failure) {
        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(deed)
                .satisfies(failed -> assertThat(failed.failure()).isInstanceOf(failure))
                .satisfies(failed -> assertThat(failed.failure().message()).isNotBlank());
    }
}
