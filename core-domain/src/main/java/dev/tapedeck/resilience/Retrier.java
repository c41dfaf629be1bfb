package dev.tapedeck.resilience;

import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.Deadline;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Operations;
import dev.tapedeck.exchange.Provider;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.Time;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The stage that makes a call under the policy of its service: attempt after attempt, each through the circuit, until
 * one succeeds or the policy says that it is enough. The last failure is passed on as it came.
 *
 * <ul>
 *   <li>Only calls whose {@link dev.tapedeck.exchange.Terms terms} allow it are retried, and only if their body is small
 *       enough to be kept. Whoever is further in makes each attempt once: retries never multiply.
 *   <li>An event stream is held back until its first content, for 2 seconds and 64 KiB at most: one that dies before is
 *       retried. What was delivered never is.
 *   <li>Each retry is paid from the service's budget. A client that leaves ends the waiting.
 * </ul>
 *
 * Thread-safe. Blocks the calling thread, which should be a virtual one.
 */
public final class Retrier implements Provider {
    /** A larger body is sent once. */
    public static final int LARGEST_BODY = 8 * 1024 * 1024;

    private static final Duration MOMENT = Duration.ofMillis(100);

    private final Attempts attempts;
    private final Services services;
    private final RetryPolicy retryPolicy;
    private final Function<Dialect, Operations> operations;
    private final Time time;
    private final Consumer<ResilienceEvent> events;

    public Retrier(
            Provider next,
            Services services,
            RetryPolicy retryPolicy,
            Function<Dialect, Operations> operations,
            Time time,
            Consumer<ResilienceEvent> events) {
        this.events = new Announcer(events);
        this.attempts = new Attempts(next, retryPolicy, operations, time, this.events);
        this.services = services;
        this.retryPolicy = retryPolicy;
        this.operations = operations;
        this.time = time;
    }

    /**
     * Makes the call.
     *
     * @throws FailedCall the last attempt's; {@code CircuitOpen} if there was none
     */
    @Override
    public Answer exchange(Call call) {
        return new Retrial(call, services.of(serviceOf(call.request()))).run();
    }

    private ServiceName serviceOf(ProviderRequest request) {
        return ServiceName.of(request, operations.apply(request.dialect()));
    }

    /** One call with all its attempts. */
    private final class Retrial {
        private final Call call;
        private final Service service;
        private final RetrySettings rules;
        private final Deadline deadline;

        Retrial(Call call, Service service) {
            this.call = call;
            this.service = service;
            this.rules = service.policy().retry();
            Deadline own = Deadline.in(rules.totalTimeout(), time);
            this.deadline = call.deadline().map(own::earlier).orElse(own);
        }

        Answer run() {
            Tried tried = attempt(1);
            if (!(tried instanceof Tried.Refused)) {
                account();
            }
            int number = 1;
            while (tried instanceof Tried.Badly badly && goesOn(badly, number)) {
                Tried again = retried(number + 1);
                if (again instanceof Tried.Refused) {
                    takeBack(badly, number, Verdict.Reason.CIRCUIT); // the provider's own failure says more
                    break;
                }
                number++;
                tried = again;
            }
            return tried.delivered();
        }

        private void account() {
            if (call.terms().again()) {
                service.budget().announced();
            } else {
                service.budget().called();
            }
        }

        /** The clocks of a pause and of who has waited for its end differ a little: it is waited for what is left. */
        private Tried retried(int number) {
            Tried tried = attempt(number);
            if (tried instanceof Tried.Refused refused && refused.retryAfter().compareTo(MOMENT) <= 0) {
                call.cancellation().pause(time, refused.retryAfter());
                return attempt(number);
            }
            return tried;
        }

        private Tried attempt(int number) {
            boolean holdsBack = retryable() && retryPolicy.mostAttempts(rules) > 1;
            return attempts.make(call, deadline, service, number, holdsBack);
        }

        private boolean retryable() {
            return call.terms().retryable() && call.request().body().length() <= LARGEST_BODY;
        }

        /** Waits until the next attempt is due, if there is to be one. */
        private boolean goesOn(Tried.Badly badly, int number) {
            if (!retryable() || isStopped()) {
                return false;
            }
            Attempt attempt = new Attempt(number, deadline.left(time), time.now());
            return switch (retryPolicy.judge(badly.setback(), attempt, rules)) {
                case Verdict.PassOn(Verdict.Reason reason, var asked) -> {
                    exhausted(badly, number, reason);
                    yield false;
                }
                case Verdict.Retry(Duration delay) ->
                    paid(badly, number) && kept(badly, number) && waited(badly, number, delay);
            };
        }

        private boolean paid(Tried.Badly badly, int number) {
            boolean paid = service.budget().withdraw();
            if (!paid) {
                exhausted(badly, number, Verdict.Reason.BUDGET);
            }
            return paid;
        }

        private boolean kept(Tried.Badly badly, int number) {
            boolean kept = badly.keep(time);
            if (!kept) {
                takeBack(badly, number, Verdict.Reason.ANSWER);
            }
            return kept;
        }

        private boolean waited(Tried.Badly badly, int number, Duration delay) {
            Setback setback = badly.setback();
            events.accept(new ResilienceEvent.RetryScheduled(
                    time.now(), service.name(), operation(), number, delay, setback.type(), setback.message()));
            call.cancellation().pause(time, delay);
            boolean stopped = isStopped();
            if (stopped) {
                takeBack(badly, number, Verdict.Reason.CLIENT_LEFT);
            }
            return !stopped;
        }

        /** The retry that was paid for isn't made. */
        private void takeBack(Tried.Badly badly, int number, Verdict.Reason reason) {
            service.budget().refund();
            exhausted(badly, number, reason);
        }

        /** A call that is never retried exhausts nothing. */
        private void exhausted(Tried.Badly badly, int number, Verdict.Reason reason) {
            if (reason != Verdict.Reason.PERMANENT && retryPolicy.mostAttempts(rules) > 1) {
                Setback setback = badly.setback();
                events.accept(new ResilienceEvent.RetryExhausted(
                        time.now(), service.name(), operation(), number, reason, setback.type(), setback.message()));
            }
        }

        /** Whether nobody waits for the answer any more. */
        private boolean isStopped() {
            return call.cancellation().isCancelled() || Thread.currentThread().isInterrupted();
        }

        private String operation() {
            return call.request().method() + " " + call.request().path();
        }
    }
}
