package dev.tapedeck.resilience;

import dev.tapedeck.resilience.CircuitSnapshot.Counts;
import dev.tapedeck.resilience.CircuitSnapshot.LastFailure;
import dev.tapedeck.resilience.CircuitSnapshot.State;
import dev.tapedeck.resilience.CircuitSnapshot.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rules of a circuit, written down once more as plainly as they can be: it keeps a log of all that ever happened and
 * works every answer out from it. Slow, for one thread.
 */
final class NaiveCircuit {
    /** A call that was let through. */
    static final class Call {
        private final int transitionsBefore;
        private final boolean watched;
        private final Optional<Instant> leaseEnd;
        private Optional<Health> end = Optional.empty();

        private Call(int transitionsBefore, boolean watched, Optional<Instant> leaseEnd) {
            this.transitionsBefore = transitionsBefore;
            this.watched = watched;
            this.leaseEnd = leaseEnd;
        }
    }

    private final CircuitName name;
    private final List<Transition> transitions = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();
    /** The ends that count, since the last transition. */
    private final List<Health> ends = new ArrayList<>();

    private final List<Instant> pauses = new ArrayList<>();
    private final List<Instant> attempts = new ArrayList<>();
    private Optional<LastFailure> lastFailure = Optional.empty();
    private boolean byHand;
    private int rejections;

    NaiveCircuit(CircuitName name) {
        this.name = name;
    }

    /** How long a call that asks now has to wait; nothing if it may go. */
    Duration wait(Instant now, CircuitSettings rules) {
        if (!rules.enabled()) {
            return Duration.ZERO;
        }
        Duration pause = atLeastZero(Duration.between(now, latest(pauses, now)));
        if (state() == State.OPEN) {
            return byHand
                    ? rules.recoveryTimeout()
                    : atLeastZero(Duration.between(now, nextProbe(rules).orElseThrow()));
        }
        boolean full = state() == State.HALF_OPEN && probes(now).size() >= rules.halfOpenMaxSuccesses();
        return pause.isZero() && full ? Duration.ofSeconds(1) : pause;
    }

    void refuse() {
        rejections++;
    }

    Call let(Instant now, Duration lease, CircuitSettings rules) {
        if (!rules.enabled()) {
            return new Call(0, false, Optional.empty());
        }
        if (state() == State.OPEN) {
            attempts.add(now);
            move(now, State.HALF_OPEN, "a call came after the wait");
        }
        Call call = new Call(
                transitions.size(), true, state() == State.HALF_OPEN ? Optional.of(now.plus(lease)) : Optional.empty());
        calls.add(call);
        return call;
    }

    void end(Call call, Health health, Instant now, CircuitSettings rules) {
        if (!call.watched || call.end.isPresent()) {
            return;
        }
        boolean counts = rules.enabled()
                && call.transitionsBefore == transitions.size()
                && call.leaseEnd.map(now::isBefore).orElse(true)
                && health != Health.NEUTRAL;
        call.end = Optional.of(health);
        if (!counts) {
            return;
        }
        ends.add(health);
        if (health == Health.FAILURE) {
            lastFailure = Optional.of(new LastFailure(now, "http_503", "overloaded"));
        }
        follow(health, now, rules);
    }

    private void follow(Health health, Instant now, CircuitSettings rules) {
        if (state() == State.HALF_OPEN && health == Health.FAILURE) {
            open(now, "a probe failed: http_503");
        } else if (state() == State.HALF_OPEN && ends.size() >= rules.halfOpenMaxSuccesses()) {
            move(now, State.CLOSED, ends.size() + " probes succeeded");
        } else if (health == Health.FAILURE && failuresInARow() >= rules.failureThreshold()) {
            open(now, failuresInARow() + " failures in a row");
        }
    }

    private void open(Instant now, String cause) {
        byHand = false;
        move(now, State.OPEN, cause);
    }

    void pause(Instant end, Instant now, CircuitSettings rules) {
        Instant latest = now.plus(rules.longestPause());
        if (rules.enabled() && end.isAfter(now)) {
            pauses.add(end.isBefore(latest) ? end : latest);
        }
    }

    void openByHand(Instant now) {
        byHand = true;
        move(now, State.OPEN, "by hand: drill");
    }

    void closeByHand(Instant now) {
        pauses.clear();
        move(now, State.CLOSED, "by hand: drill");
    }

    void reset(Instant now) {
        pauses.clear();
        attempts.clear();
        lastFailure = Optional.empty();
        move(now, State.CLOSED, "reset by hand: drill");
    }

    CircuitSnapshot snapshot(Instant now, CircuitSettings rules) {
        return new CircuitSnapshot(
                name,
                state(),
                state() == State.CLOSED ? failuresInARow() : 0,
                probes(now).size(),
                state() == State.CLOSED ? Optional.empty() : Optional.of(openedAt()),
                state() == State.OPEN && !byHand ? nextProbe(rules) : Optional.empty(),
                Optional.of(latest(pauses, now)).filter(end -> end.isAfter(now)),
                lastFailure,
                transitions.stream()
                        .filter(transition -> !transition.at().isBefore(now.minus(Duration.ofHours(1))))
                        .toList(),
                new Counts(calls.size(), ended(Health.SUCCESS), ended(Health.FAILURE), rejections));
    }

    private State state() {
        return transitions.isEmpty() ? State.CLOSED : transitions.getLast().to();
    }

    private Instant openedAt() {
        return transitions.stream()
                .filter(transition -> transition.to() == State.OPEN)
                .reduce((first, second) -> second)
                .orElseThrow()
                .at();
    }

    private Optional<Instant> nextProbe(CircuitSettings rules) {
        Stream<Instant> cooled = attempts.stream().map(attempt -> attempt.plus(rules.cooldown()));
        Stream<Instant> recovered = Stream.of(openedAt().plus(rules.recoveryTimeout()));
        return Stream.concat(pauses.stream(), Stream.concat(cooled, recovered)).max(Comparator.naturalOrder());
    }

    private List<Call> probes(Instant now) {
        return calls.stream()
                .filter(call -> call.transitionsBefore == transitions.size())
                .filter(call -> call.end.isEmpty())
                .filter(call -> call.leaseEnd.filter(now::isBefore).isPresent())
                .toList();
    }

    private int failuresInARow() {
        int lastSuccess = ends.lastIndexOf(Health.SUCCESS);
        return ends.size() - 1 - lastSuccess;
    }

    private long ended(Health health) {
        return calls.stream()
                .filter(call -> call.end.equals(Optional.of(health)))
                .count();
    }

    private void move(Instant now, State to, String cause) {
        transitions.add(new Transition(now, state(), to, cause));
        ends.clear();
    }

    private static Instant latest(List<Instant> ends, Instant now) {
        return ends.stream().max(Comparator.naturalOrder()).orElse(now);
    }

    private static Duration atLeastZero(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
