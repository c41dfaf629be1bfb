package dev.tapedeck.resilience;

import dev.tapedeck.exchange.Deadline;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Time;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Makes calls of one of Tapedeck's stores under the policy of its service. What begins something, and what only looks,
 * passes the circuit: nobody waits for a store that is known to be down. What ends something that was begun is never
 * refused. A call under way is never broken off: the total time-out only says when no other is begun. Thread-safe; blocks
 * the calling thread.
 */
public final class StoreCalls {
    /** A call that takes longer gives its permit to another. */
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final ServiceName name;
    private final Services services;
    private final RetryPolicy retryPolicy;
    private final Time time;
    private final Consumer<ResilienceEvent> events;

    public StoreCalls(
            ServiceName name, Services services, RetryPolicy retryPolicy, Time time, Consumer<ResilienceEvent> events) {
        this.name = name;
        this.services = services;
        this.retryPolicy = retryPolicy;
        this.time = time;
        this.events = new Announcer(events);
    }

    /**
     * Makes a change, once.
     *
     * @throws FailedCall the deed's; {@code StoreDown} if the circuit is open, and nothing has been done
     */
    public <T> T change(Supplier<T> deed) {
        return made(permit(), deed);
    }

    private static <T> T made(Permit permit, Supplier<T> deed) {
        try {
            T result = deed.get();
            permit.succeeded();
            return result;
        } catch (FailedCall failed) {
            if (failed.failure() instanceof Failure.StoreDown down) {
                permit.failed(down.code(), down.message());
            }
            throw failed;
        } finally {
            permit.neutral();
        }
    }

    /** Makes a change that gives nothing back. */
    public void change(Runnable deed) {
        change(() -> {
            deed.run();
            return true;
        });
    }

    private Permit permit() {
        try {
            return services.of(name).circuit(Optional.empty()).acquire(LEASE);
        } catch (FailedCall refused) {
            throw refused.failure() instanceof Failure.CircuitOpen open
                    ? FailedCall.rejected(new Failure.StoreDown(open.message(), Optional.of(open.retryAfter())))
                    : refused;
        }
    }

    /**
     * Makes a read, again if need be.
     *
     * @param operation what is read, for people
     * @throws FailedCall the last attempt's; {@code StoreDown} if the circuit is open
     */
    public <T> T read(String operation, Supplier<T> deed) {
        return repeated(operation, this::permit, deed);
    }

    /**
     * Ends something, again if need be: not refused, and so that doing it twice does what doing it once does.
     *
     * @param operation what is ended, for people
     * @throws FailedCall the last attempt's
     */
    public void end(String operation, Runnable deed) {
        repeated(operation, () -> Permit.UNWATCHED, () -> {
            deed.run();
            return true;
        });
    }

    private <T> T repeated(String operation, Supplier<Permit> permits, Supplier<T> deed) {
        Service service = services.of(name);
        Deadline deadline = Deadline.in(service.policy().retry().totalTimeout(), time);
        service.budget().called();
        for (int number = 1; ; number++) {
            Permit permit = permits.get(); // a refusal is no reason to ask again
            try {
                return made(permit, deed);
            } catch (FailedCall failed) {
                if (!(failed.failure() instanceof Failure.StoreDown down)
                        || !goesOn(operation, new Setback.Down(down), number, deadline, service)) {
                    throw failed;
                }
            }
        }
    }

    private boolean goesOn(String operation, Setback setback, int number, Deadline deadline, Service service) {
        Attempt attempt = new Attempt(number, deadline.left(time), time.now());
        return switch (retryPolicy.judge(setback, attempt, service.policy().retry())) {
            case Verdict.PassOn(Verdict.Reason reason, var asked) -> exhausted(operation, setback, number, reason);
            case Verdict.Retry(Duration delay) ->
                service.budget().withdraw()
                        ? waited(operation, setback, number, delay)
                        : exhausted(operation, setback, number, Verdict.Reason.BUDGET);
        };
    }

    private boolean exhausted(String operation, Setback setback, int number, Verdict.Reason reason) {
        events.accept(new ResilienceEvent.RetryExhausted(
                time.now(), name, operation, number, reason, setback.type(), setback.message()));
        return false;
    }

    private boolean waited(String operation, Setback setback, int number, Duration delay) {
        events.accept(new ResilienceEvent.RetryScheduled(
                time.now(), name, operation, number, delay, setback.type(), setback.message()));
        time.pause(delay);
        return !Thread.currentThread().isInterrupted();
    }
}
