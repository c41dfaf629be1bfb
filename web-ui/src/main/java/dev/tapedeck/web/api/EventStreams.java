package dev.tapedeck.web.api;

import dev.tapedeck.exchange.FailedCall;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import io.smallrye.mutiny.subscription.BackPressureFailure;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Opens streams of server-sent events: not too many at once, with heartbeats. Thread-safe. */
@Singleton
final class EventStreams {
    private static final Logger LOG = Logger.getLogger(EventStreams.class);
    private static final int LISTENERS = 200;
    /** A client that is gone is noticed when a heartbeat can't be written. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final Semaphore places = new Semaphore(LISTENERS);
    private final ExecutorService threads;
    /** Completes when the process is asked to end. */
    private final BroadcastProcessor<OutboundSseEvent> stopping = BroadcastProcessor.create();

    EventStreams(@VirtualThreads ExecutorService threads) {
        this.threads = threads;
    }

    /** Whoever follows something would hold up the end of the process, which waits for requests under way. */
    void start(@Observes StartupEvent event) {
        Runtime.getRuntime().addShutdownHook(new Thread(stopping::onComplete, "event-streams-end"));
    }

    /**
     * The stream of what looks find, one after the other.
     *
     * @param look what is new; nothing at the end
     * @throws Refusal 503, if too many clients listen
     */
    Multi<OutboundSseEvent> follow(Sse sse, Duration every, Supplier<List<Optional<OutboundSseEvent>>> look) {
        return open(
                sse,
                told(Multi.createFrom()
                        .ticks()
                        .every(every)
                        .onOverflow()
                        .drop()
                        .onItem()
                        .transformToUniAndConcatenate(tick -> onThread(look))));
    }

    /**
     * The stream of what comes, each waited for.
     *
     * @param next what comes next; nothing at the end
     * @param gone is called at the end, also if that is the client's
     * @throws Refusal 503, if too many clients listen
     */
    Multi<OutboundSseEvent> pull(Sse sse, Supplier<List<Optional<OutboundSseEvent>>> next, Runnable gone) {
        Multi<OutboundSseEvent> all =
                told(Multi.createBy().repeating().uni(() -> onThread(next)).indefinitely());
        return open(sse, all.onTermination().invoke(gone));
    }

    private Uni<List<Optional<OutboundSseEvent>>> onThread(Supplier<List<Optional<OutboundSseEvent>>> look) {
        return Uni.createFrom().item(look).runSubscriptionOn(threads);
    }

    private static Multi<OutboundSseEvent> told(Multi<List<Optional<OutboundSseEvent>>> parts) {
        return parts.onItem()
                .transformToIterable(told -> told)
                .select()
                .first(Optional::isPresent)
                .map(Optional::get);
    }

    /** The last event of a stream that breaks off. */
    static OutboundSseEvent error(Sse sse, String message) {
        return sse.newEventBuilder()
                .name("error")
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(Map.class, Map.of("message", message))
                .build();
    }

    private static String message(Throwable failure) {
        return switch (failure) {
            case FailedCall failed -> failed.failure().message();
            case BackPressureFailure slow -> "Too many events wait to be read. Connect again.";
            default -> {
                LOG.error("A stream of events broke off", failure);
                yield "The stream broke off. The log of the server says why.";
            }
        };
    }

    /**
     * The stream of these events, with heartbeats between them; it ends when they end, the process does, or with an {@code error} if they fail.
     *
     * @throws Refusal 503, if too many clients listen
     */
    Multi<OutboundSseEvent> open(Sse sse, Multi<OutboundSseEvent> events) {
        if (!places.tryAcquire()) {
            throw new Refusal(
                    Problem.TOO_MANY_LISTENERS,
                    "Close other streams of events first; there may be %d.".formatted(LISTENERS));
        }
        OutboundSseEvent heartbeat = sse.newEventBuilder().comment("still here").build();
        OutboundSseEvent end = sse.newEventBuilder().comment("end").build();
        Multi<OutboundSseEvent> heartbeats =
                Multi.createFrom().ticks().every(HEARTBEAT).onOverflow().drop().map(tick -> heartbeat);
        AtomicBoolean left = new AtomicBoolean();
        return Multi.createBy()
                .merging()
                .streams(
                        events.onFailure()
                                .recoverWithItem(failure -> error(sse, message(failure)))
                                .onCompletion()
                                .continueWith(end),
                        heartbeats,
                        stopping.onCompletion().continueWith(end))
                .select()
                .first(event -> event != end)
                .onTermination()
                .invoke(() -> {
                    if (left.compareAndSet(false, true)) {
                        places.release();
                    }
                });
    }
}
