package dev.tapedeck.resilience;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.resilience.CircuitSnapshot.LastFailure;
import dev.tapedeck.resilience.CircuitState.Open;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One circuit.
 *
 * <ul>
 *   <li>Closed, it opens after {@code failureThreshold} failures in a row. Open, it becomes half-open when a call arrives
 *       {@code recoveryTimeout} after it opened and {@code cooldown} after it was half-open last. Half-open, it lets at
 *       most {@code halfOpenMaxSuccesses} probes through at once; that many successes close it, a failure opens it again.
 *   <li>The end of a call that began before the last transition changes nothing, nor does a second end of the same call,
 *       nor that of a probe whose lease is over.
 *   <li>A disabled circuit lets every call pass, and neither counts nor remembers anything about it.
 * </ul>
 *
 * Thread-safe, without a lock: nothing is held while a call runs or an event is published. Events are published after the
 * change, by the thread that made it, so those of two threads may arrive in either order; what a listener throws is dropped.
 */
public final class CircuitBreaker {
    private static final AtomicReferenceFieldUpdater<CircuitBreaker, Circuit> CIRCUIT =
            AtomicReferenceFieldUpdater.newUpdater(CircuitBreaker.class, Circuit.class, "circuit");

    private final Tally tally = new Tally();
    private final CircuitName name;
    private final Supplier<CircuitSettings> settings;
    private final Time time;
    private final Consumer<ResilienceEvent> events;
    private volatile Circuit circuit = Circuit.NEW;

    /** @param settings read anew for each call, so that a changed policy holds from the next one on */
    public CircuitBreaker(
            CircuitName name, Supplier<CircuitSettings> settings, Time time, Consumer<ResilienceEvent> events) {
        this.name = name;
        this.settings = settings;
        this.time = time;
        this.events = new Announcer(events);
    }

    public CircuitName name() {
        return name;
    }

    /**
     * Asks to make a call.
     *
     * @param lease after that long a probe's permit that was never settled goes to another; more than nothing
     * @throws FailedCall {@code CircuitOpen}
     */
    public Permit acquire(Duration lease) {
        CircuitSettings rules = settings.get();
        if (!rules.enabled()) {
            return Permit.UNWATCHED;
        }
        Circuit seen = circuit;
        if (seen.flows()) {
            tally.call();
            return new Ticket(this, seen.epoch(), Lease.NONE);
        }
        return acquire(lease, rules);
    }

    private Permit acquire(Duration length, CircuitSettings rules) {
        if (!length.isPositive()) {
            throw new IllegalArgumentException("A lease of " + length + " is over at once: give one that is positive.");
        }
        while (true) {
            Circuit seen = circuit;
            Moment now = Moment.of(time);
            Optional<Refusal> refusal = seen.refusal(now, rules);
            if (refusal.isPresent()) {
                throw refused(refusal.get(), seen, now);
            }
            Lease lease = new Lease(now.plus(length));
            Circuit next = seen.admit(lease, now);
            if (CIRCUIT.compareAndSet(this, seen, next)) {
                tally.call();
                publishMove(seen, next, false);
                return new Ticket(this, next.epoch(), lease);
            }
        }
    }

    private FailedCall refused(Refusal refusal, Circuit seen, Moment now) {
        tally.rejection();
        events.accept(new ResilienceEvent.CircuitRejected(now.at(), name, refusal.retryAfter()));
        String message = "The circuit of '" + name + "' " + refusal.reason() + ". Ask again in "
                + seconds(refusal.retryAfter()) + " s." + last(seen);
        return FailedCall.rejected(new Failure.CircuitOpen(message, refusal.retryAfter()));
    }

    private static String last(Circuit seen) {
        return seen.lastFailure()
                .map(failure -> " The last failure was " + failure.type() + ".")
                .orElse("");
    }

    /** Rounded up. */
    private static long seconds(Duration wait) {
        return wait.plusNanos(999_999_999).toSeconds();
    }

    void succeeded(long epoch, Lease lease) {
        tally.success();
        if (!circuit.ignoresSuccess(epoch)) {
            settle(epoch, lease, (seen, now, rules) -> seen.succeeded(lease, now, rules));
        }
    }

    void failed(long epoch, Lease lease, String type, String message) {
        tally.failure();
        settle(
                epoch,
                lease,
                (seen, now, rules) -> seen.failed(lease, new LastFailure(now.at(), type, message), now, rules));
    }

    void released(long epoch, Lease lease) {
        settle(epoch, lease, (seen, now, rules) -> seen.released(lease));
    }

    private void settle(long epoch, Lease lease, Settlement settlement) {
        CircuitSettings rules = settings.get();
        change((seen, now) -> {
            if (seen.epoch() != epoch) {
                return seen;
            }
            return rules.enabled() ? settlement.of(seen, now, rules) : seen.released(lease);
        });
    }

    /** What the end of a call does to a circuit that hasn't moved since it began. */
    private interface Settlement {
        Circuit of(Circuit seen, Moment now, CircuitSettings rules);
    }

    /** Lets no call through until then, or for the longest pause if that is less; of several pauses the latest end holds. */
    public void pauseUntil(Instant end) {
        CircuitSettings rules = settings.get();
        if (!rules.enabled()) {
            return;
        }
        change((seen, now) -> {
            Instant latest = now.at().plus(rules.longestPause());
            return end.isAfter(now.at())
                    ? seen.pausedUntil(now.plus(Duration.between(now.at(), end.isBefore(latest) ? end : latest)))
                    : seen;
        });
    }

    /**
     * As it is now. All of it but the counts is of one moment; the counts are read right after, so they are never behind
     * the state.
     */
    public CircuitSnapshot snapshot() {
        Circuit seen = circuit;
        Moment now = Moment.of(time);
        return new CircuitSnapshot(
                name,
                seen.state().shown(),
                seen.failures(),
                seen.probes(now),
                seen.state().openedAt(),
                nextProbeAt(seen),
                seen.pauseEnd().filter(now::isBefore).map(Moment::at),
                seen.lastFailure(),
                seen.transitions(now),
                tally.counts());
    }

    /** Whether nothing is lost with it but its history: it is closed, without failures and not paused. */
    boolean isAtRest() {
        return circuit.isAtRest(Moment.of(time));
    }

    private Optional<Instant> nextProbeAt(Circuit seen) {
        return seen.state() instanceof Open open && !open.byHand()
                ? Optional.of(seen.nextProbe(open, settings.get()).at())
                : Optional.empty();
    }

    /**
     * Closed, in one step: no failure, pause, cooldown or probe is remembered. The counts and the transitions, this one
     * among them, stay: they are history.
     */
    public void reset(String reason) {
        change((seen, now) -> seen.reset(now, "reset by hand: " + reason), true);
    }

    /** Open until somebody closes or resets it. */
    public void open(String reason) {
        change((seen, now) -> seen.openedByHand(now, "by hand: " + reason), false);
    }

    /** Closed, without a pause; nothing is counted yet. */
    public void close(String reason) {
        change((seen, now) -> seen.closedByHand(now, "by hand: " + reason), false);
    }

    private void change(BiFunction<Circuit, Moment, Circuit> deed) {
        change(deed, false);
    }

    private void change(BiFunction<Circuit, Moment, Circuit> deed, boolean byReset) {
        Circuit seen;
        Circuit next;
        do {
            seen = circuit;
            next = deed.apply(seen, Moment.of(time));
        } while (next != seen && !CIRCUIT.compareAndSet(this, seen, next));
        publishMove(seen, next, byReset);
        publishPause(seen, next);
    }

    private void publishMove(Circuit before, Circuit after, boolean byReset) {
        if (after.epoch() != before.epoch()) {
            CircuitSnapshot.Transition transition = after.history().last();
            events.accept(new ResilienceEvent.CircuitMoved(transition.at(), name, transition, byReset));
        }
    }

    private void publishPause(Circuit before, Circuit after) {
        after.pauseEnd()
                .filter(end -> !before.pauseEnd().equals(after.pauseEnd()))
                .ifPresent(end -> events.accept(new ResilienceEvent.CircuitPaused(time.now(), name, end.at())));
    }
}
