package dev.tapedeck.resilience;

import dev.tapedeck.exchange.Time;
import java.util.function.Supplier;

/** A token bucket from which retries are paid: each call puts a part of a token in. Thread-safe. */
public final class RetryBudget {
    private final Supplier<BudgetSettings> settings;
    private final Time time;

    /**
     * What there is, and what was done with it in the bucket's memory.
     *
     * @param balance retries that are affordable now
     * @param amplification attempts for each call that a client made, 1.0 without retries
     */
    public record Balance(double balance, double amplification) {}

    public RetryBudget(Supplier<BudgetSettings> settings, Time time) {
        this.settings = settings;
        this.time = time;
    }

    /** A call came in. */
    public void called() {
        throw new UnsupportedOperationException(settings + " " + time);
    }

    /** A call came in that is its client's own retry: it pays, even into debt, and puts nothing in. */
    public void announced() {
        throw new UnsupportedOperationException();
    }

    /** Pays for one retry, if it can. */
    public boolean withdraw() {
        throw new UnsupportedOperationException();
    }

    public Balance balance() {
        throw new UnsupportedOperationException();
    }
}
