package dev.tapedeck.resilience;

import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.Deadline;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Operations;
import dev.tapedeck.exchange.Provider;
import dev.tapedeck.exchange.StreamOpening;
import dev.tapedeck.exchange.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Makes single attempts, each through the circuit of its service, and tells it how they ended. Thread-safe. */
final class Attempts {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int FIRST_ERROR = 400;
    /** So much longer than its time-out a call may take before its permit goes to another. */
    private static final Duration LEASE_MARGIN = Duration.ofSeconds(10);

    private final Provider next;
    private final RetryPolicy retryPolicy;
    private final Function<Dialect, Operations> operations;
    private final Time time;
    private final Consumer<ResilienceEvent> events;

    Attempts(
            Provider next,
            RetryPolicy retryPolicy,
            Function<Dialect, Operations> operations,
            Time time,
            Consumer<ResilienceEvent> events) {
        this.next = next;
        this.retryPolicy = retryPolicy;
        this.operations = operations;
        this.time = time;
        this.events = events;
    }

    /**
     * Makes the attempt.
     *
     * @param number 1 for the first
     * @param deadline that of the call
     * @param holdsBack whether another attempt may follow, so that the beginning of a stream is held back
     * @throws FailedCall what isn't the provider's failure
     */
    Tried make(Call call, Deadline deadline, Service service, int number, boolean holdsBack) {
        CircuitBreaker circuit = service.circuit(modelOf(call, service));
        Permit permit;
        try {
            permit = circuit.acquire(deadline.left(time).plus(LEASE_MARGIN));
        } catch (FailedCall refusal) {
            return new Tried.Refused(refusal);
        }
        Watch watch = new Watch(service, permit, time, events);
        boolean watched = false;
        try {
            Tried tried = make(call.attempt(deadline), circuit, watch, number, holdsBack);
            watched = true;
            return tried;
        } finally {
            if (!watched) {
                watch.neutral();
            }
        }
    }

    private Optional<String> modelOf(Call call, Service service) {
        return service.policy().circuit().scope() == CircuitSettings.Scope.MODEL
                ? operationsOf(call).modelOf(call.request())
                : Optional.empty();
    }

    private Operations operationsOf(Call call) {
        return operations.apply(call.request().dialect());
    }

    private Tried make(Call attempt, CircuitBreaker circuit, Watch watch, int number, boolean holdsBack) {
        GuardedAnswer answer;
        try {
            Answer live = next.exchange(attempt);
            answer = new GuardedAnswer(live, watch, number, opening(attempt, live));
        } catch (FailedCall failed) {
            return failed(failed, watch, number);
        }
        boolean judged = false;
        try {
            Optional<Setback> setback = setback(answer, holdsBack);
            setback.ifPresent(bad -> suffer(bad, circuit, watch));
            judged = true;
            return setback.<Tried>map(bad -> new Tried.Answered(bad, answer)).orElseGet(() -> new Tried.Well(answer));
        } finally {
            if (!judged) {
                answer.close();
            }
        }
    }

    /** Of other streams than events nobody knows how they begin. */
    private Optional<StreamOpening> opening(Call attempt, Answer live) {
        if (live.status() >= FIRST_ERROR || !live.headers().announceStream()) {
            return Optional.empty();
        }
        return Optional.of(
                live.headers().announceEvents()
                        ? operationsOf(attempt).opening()
                        : piece -> new StreamOpening.Seen.Content());
    }

    private static Tried failed(FailedCall failed, Watch watch, int number) {
        if (!(failed.failure() instanceof Failure.Upstream upstream)) {
            watch.faulted(failed.failure().code(), failed.failure().message());
            throw failed;
        }
        Setback setback = new Setback.Broken(upstream);
        if (Thread.currentThread().isInterrupted()) {
            watch.neutral();
        } else {
            watch.failed(setback);
        }
        return new Tried.Failed(setback, failed.after(number));
    }

    private Optional<Setback> setback(GuardedAnswer answer, boolean holdsBack) {
        if (answer.status() >= FIRST_ERROR) {
            return Optional.of(new Setback.Refused(answer.status(), answer.headers()));
        }
        return holdsBack ? answer.holdBack(time) : Optional.empty();
    }

    private void suffer(Setback setback, CircuitBreaker circuit, Watch watch) {
        watch.failed(setback);
        if (setback instanceof Setback.Refused refused && refused.status() == TOO_MANY_REQUESTS) {
            Instant now = time.now();
            retryPolicy.askedWait(setback, now).ifPresent(wait -> circuit.pauseUntil(now.plus(wait)));
        }
    }
}
