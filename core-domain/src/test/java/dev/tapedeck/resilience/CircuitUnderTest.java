package dev.tapedeck.resilience;

import java.time.Duration;
import java.util.Optional;

/**
 * A circuit breaker as {@link CircuitRules} sees it: ours, or another library's behind a thin driver. It opens after three
 * failures in a row and lets two probes through at once, and time passes when it is told to.
 */
public interface CircuitUnderTest {
    /** What else it is to do, as far as it can. */
    record Terms(Duration recovery, Duration cooldown, Duration lease) {
        public static final Terms USUAL = new Terms(Duration.ofSeconds(30), Duration.ZERO, Duration.ofHours(2));
    }

    /** Makes a new one. */
    interface Maker {
        CircuitUnderTest make(Terms terms);
    }

    /** A call that was let through. */
    interface Attempt {
        void succeed();

        void fail();

        /** It ends with something that says nothing about the service: a bad request. */
        void ignore();

        /** Its client leaves, and it is ended from outside. */
        void cancel();
    }

    /** The library has no such thing. */
    final class NotOffered extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public NotOffered() {
            super("There is no such thing.");
        }
    }

    /** Asks to make a call; nothing if it is refused. */
    Optional<Attempt> ask();

    /** Makes a call that ends in an {@code Error}, in the way in which the library makes calls. */
    void die();

    void pass(Duration time);

    CircuitSnapshot.State state();

    /** How long a call that is refused now is told to wait. */
    default Duration retryAfter() {
        throw new NotOffered();
    }

    /** The service asks for a pause. */
    default void pause(Duration time) {
        throw new NotOffered();
    }

    default void open() {
        throw new NotOffered();
    }

    default void close() {
        throw new NotOffered();
    }

    default void reset() {
        throw new NotOffered();
    }

    default void disable() {
        throw new NotOffered();
    }

    /** From now on so many failures in a row open it. */
    default void threshold(int failures) {
        throw new NotOffered();
    }

    /** State, failures in a row and probes under way, in one consistent reading: {@code HALF_OPEN 0 1}. */
    default String reading() {
        throw new NotOffered();
    }
}
