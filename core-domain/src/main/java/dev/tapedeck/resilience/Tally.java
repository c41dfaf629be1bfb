package dev.tapedeck.resilience;

import dev.tapedeck.resilience.CircuitSnapshot.Counts;
import java.util.concurrent.atomic.LongAdder;

/** Counts what goes through a circuit, without making calls wait for each other. */
final class Tally {
    private final LongAdder calls = new LongAdder();
    private final LongAdder successes = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder rejections = new LongAdder();

    void call() {
        calls.increment();
    }

    void success() {
        successes.increment();
    }

    void failure() {
        failures.increment();
    }

    void rejection() {
        rejections.increment();
    }

    Counts counts() {
        // calls last: so that no more have ended than have begun
        long succeeded = successes.sum();
        long failed = failures.sum();
        long rejected = rejections.sum();
        return new Counts(calls.sum(), succeeded, failed, rejected);
    }
}
