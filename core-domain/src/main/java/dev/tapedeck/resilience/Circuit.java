package dev.tapedeck.resilience;

import dev.tapedeck.resilience.CircuitSnapshot.LastFailure;
import dev.tapedeck.resilience.CircuitSnapshot.Transition;
import dev.tapedeck.resilience.CircuitState.Closed;
import dev.tapedeck.resilience.CircuitState.HalfOpen;
import dev.tapedeck.resilience.CircuitState.Open;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All that a circuit knows at one moment, but its counts. Immutable: what happens to it gives the next one, itself if
 * nothing changes.
 *
 * @param epoch goes up with each transition
 * @param pauseEnd when the pause ends, or ended, that the service asked for
 * @param lastAttempt when it became half-open last
 */
record Circuit(
        long epoch,
        CircuitState state,
        Optional<Moment> pauseEnd,
        Optional<LastFailure> lastFailure,
        Optional<Moment> lastAttempt,
        History history) {
    static final Circuit NEW =
            new Circuit(0, Closed.FRESH, Optional.empty(), Optional.empty(), Optional.empty(), History.EMPTY);

    /** Whether every call passes, whatever the time is. */
    boolean flows() {
        return state instanceof Closed && pauseEnd.isEmpty();
    }

    /** Whether it is closed, without failures and not paused. */
    boolean isAtRest(Moment now) {
        return state instanceof Closed closed
                && closed.failures() == 0
                && pauseEnd.filter(now::isBefore).isEmpty();
    }

    /** Whether a success of a call of that epoch changes nothing. */
    boolean ignoresSuccess(long callEpoch) {
        return epoch != callEpoch || (state instanceof Closed closed && closed.failures() == 0);
    }

    /** Why a call that asks now may not be made, if it may not. */
    Optional<Refusal> refusal(Moment now, CircuitSettings rules) {
        Optional<Duration> pause = pauseEnd.map(now::until).filter(Duration::isPositive);
        return switch (state) {
            case Closed closed -> pause.map(Refusal::paused);
            case Open open when open.byHand() -> Optional.of(Refusal.byHand(rules.recoveryTimeout()));
            case Open open ->
                Optional.of(now.until(nextProbe(open, rules)))
                        .filter(Duration::isPositive)
                        .map(Refusal::open);
            case HalfOpen half ->
                pause.map(Refusal::paused)
                        .or(() -> half.at(now).leases().size() < rules.halfOpenMaxSuccesses()
                                ? Optional.empty()
                                : Optional.of(Refusal.probing()));
        };
    }

    /** When an open circuit lets a call through. */
    Moment nextProbe(Open open, CircuitSettings rules) {
        Moment recovered = open.since().plus(rules.recoveryTimeout());
        Moment cooled = lastAttempt
                .map(last -> Moment.later(recovered, last.plus(rules.cooldown())))
                .orElse(recovered);
        return pauseEnd.map(end -> Moment.later(cooled, end)).orElse(cooled);
    }

    /** Lets a call through that was not refused; as a probe, with this lease, unless the circuit is closed. */
    Circuit admit(Lease lease, Moment now) {
        Circuit running = withPause(Optional.empty());
        return switch (state) {
            case Closed closed -> running;
            case Open open ->
                new Circuit(epoch, state, Optional.empty(), lastFailure, Optional.of(now), history)
                        .moved(open.halfOpen().with(lease), now, "a call came after the wait");
            case HalfOpen half -> running.with(half.at(now).with(lease));
        };
    }

    Circuit succeeded(Lease lease, Moment now, CircuitSettings rules) {
        return switch (state) {
            case Closed closed -> closed.failures() == 0 ? this : with(Closed.FRESH);
            case Open open -> this;
            case HalfOpen half ->
                half.at(now).holds(lease) ? afterProbe(half.at(now).afterSuccess(lease), now, rules) : this;
        };
    }

    private Circuit afterProbe(HalfOpen half, Moment now, CircuitSettings rules) {
        return half.successes() < rules.halfOpenMaxSuccesses()
                ? with(half)
                : moved(Closed.FRESH, now, half.successes() + " probes succeeded");
    }

    Circuit failed(Lease lease, LastFailure failure, Moment now, CircuitSettings rules) {
        return switch (state) {
            case Closed closed -> withFailure(failure).afterFailure(closed.afterFailure(), now, rules);
            case Open open -> this;
            case HalfOpen half ->
                half.at(now).holds(lease)
                        ? withFailure(failure).moved(new Open(now, false), now, "a probe failed: " + failure.type())
                        : this;
        };
    }

    private Circuit afterFailure(Closed closed, Moment now, CircuitSettings rules) {
        return closed.failures() < rules.failureThreshold()
                ? with(closed)
                : moved(new Open(now, false), now, closed.failures() + " failures in a row");
    }

    /** A call ended that says nothing about the service. */
    Circuit released(Lease lease) {
        return state instanceof HalfOpen half && half.holds(lease) ? with(half.without(lease)) : this;
    }

    /** Paused until then, unless it is paused for longer. */
    Circuit pausedUntil(Moment end) {
        return pauseEnd.filter(present -> !present.isBefore(end)).isPresent() ? this : withPause(Optional.of(end));
    }

    Circuit openedByHand(Moment now, String cause) {
        return moved(new Open(now, true), now, cause);
    }

    Circuit closedByHand(Moment now, String cause) {
        return withPause(Optional.empty()).moved(Closed.FRESH, now, cause);
    }

    /** As new, but for the epoch and the history. */
    Circuit reset(Moment now, String cause) {
        return new Circuit(epoch, state, Optional.empty(), Optional.empty(), Optional.empty(), history)
                .moved(Closed.FRESH, now, cause);
    }

    /** Probes under way. */
    int probes(Moment now) {
        return state instanceof HalfOpen half ? half.at(now).leases().size() : 0;
    }

    /** Failures in a row, while closed. */
    int failures() {
        return state instanceof Closed closed ? closed.failures() : 0;
    }

    List<Transition> transitions(Moment now) {
        return history.since(now.at());
    }

    private Circuit moved(CircuitState next, Moment now, String cause) {
        Transition transition = new Transition(now.at(), state.shown(), next.shown(), cause);
        return new Circuit(epoch + 1, next, pauseEnd, lastFailure, lastAttempt, history.plus(transition));
    }

    private Circuit with(CircuitState next) {
        return new Circuit(epoch, next, pauseEnd, lastFailure, lastAttempt, history);
    }

    private Circuit withPause(Optional<Moment> end) {
        return pauseEnd.equals(end) ? this : new Circuit(epoch, state, end, lastFailure, lastAttempt, history);
    }

    private Circuit withFailure(LastFailure failure) {
        return new Circuit(epoch, state, pauseEnd, Optional.of(failure), lastAttempt, history);
    }
}
