package dev.tapedeck.resilience;

import dev.tapedeck.exchange.Time;
import java.util.function.Supplier;

/**
 * A bucket of tokens from which retries are paid, so that an outage isn't multiplied.
 *
 * <ul>
 *   <li>Each call puts {@code ratio} of a token in, {@code minPerMinute} tokens a minute flow in steadily, a retry takes one.
 *   <li>There is never more in it than what the calls of the last {@code memory} put in and what flows in within a minute:
 *       so what is older no longer counts, and a service that is called rarely can still be retried. It begins with the
 *       latter.
 *   <li>Retries that clients announce take a token even if there is none; the debt is never more than what flows in within
 *       {@code memory}, at least one token.
 * </ul>
 *
 * Calls are remembered in tenths of the memory: one counts for nine tenths of it at least, and no longer than all of it.
 * When the memory is changed, the calls so far are forgotten. Thread-safe; its lock is held for a few additions.
 */
public final class RetryBudget {
    /** One token, in parts so small that a nanosecond's flow is a whole number of them: those of a minute. */
    private static final long TOKEN = 60_000_000_000L;

    /** After so many nanoseconds every bucket is full. */
    private static final long FULL = 60 * TOKEN;

    private final Supplier<BudgetSettings> settings;
    private final Time time;
    private final Window window = new Window();
    private long level;
    private long flowedAt;
    private boolean begun;

    /**
     * What there is, and what was done in the bucket's memory.
     *
     * @param balance retries that are affordable now; less than nothing after many announced ones
     * @param amplification attempts for each call that a client made, 1.0 without retries
     */
    public record Balance(double balance, double amplification) {}

    public RetryBudget(Supplier<BudgetSettings> settings, Time time) {
        this.settings = settings;
        this.time = time;
    }

    /** A call came in. */
    public void called() {
        BudgetSettings rules = settings.get();
        long now = time.nanos();
        synchronized (window) {
            advance(rules, now);
            window.call();
            level = Math.min(level + deposit(rules), most(rules));
        }
    }

    /** A call came in that is its client's own retry: it pays, even into debt, and puts nothing in. */
    public void announced() {
        BudgetSettings rules = settings.get();
        long now = time.nanos();
        synchronized (window) {
            advance(rules, now);
            window.retry();
            level = Math.max(level - TOKEN, -Math.max(TOKEN, rules.memory().toNanos() * rules.minPerMinute()));
        }
    }

    /** Pays for one retry, if it can. */
    public boolean withdraw() {
        BudgetSettings rules = settings.get();
        long now = time.nanos();
        synchronized (window) {
            advance(rules, now);
            if (level < TOKEN) {
                return false;
            }
            window.retry();
            level -= TOKEN;
            return true;
        }
    }

    /** Gives back what was paid for a retry that was not made after all. */
    public void refund() {
        BudgetSettings rules = settings.get();
        long now = time.nanos();
        synchronized (window) {
            advance(rules, now);
            window.undoRetry();
            level = Math.min(level + TOKEN, most(rules));
        }
    }

    public Balance balance() {
        BudgetSettings rules = settings.get();
        long now = time.nanos();
        synchronized (window) {
            advance(rules, now);
            return new Balance((double) level / TOKEN, window.amplification());
        }
    }

    /** Lets flow in what has, and forgets what is too old. */
    private void advance(BudgetSettings rules, long now) {
        window.advance(rules.memory().toNanos(), now);
        if (begun) {
            long elapsed = Math.clamp(now - flowedAt, 0, FULL);
            level = Math.min(level + elapsed * rules.minPerMinute(), most(rules));
            flowedAt += Math.max(0, now - flowedAt);
        } else {
            begun = true;
            level = reserve(rules);
            flowedAt = now;
        }
    }

    private long most(BudgetSettings rules) {
        return reserve(rules) + window.calls() * deposit(rules);
    }

    private static long deposit(BudgetSettings rules) {
        return Math.round(rules.ratio() * TOKEN);
    }

    private static long reserve(BudgetSettings rules) {
        return rules.minPerMinute() * TOKEN;
    }
}
