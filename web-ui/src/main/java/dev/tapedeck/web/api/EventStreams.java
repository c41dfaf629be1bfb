package dev.tapedeck.web.api;

import io.smallrye.mutiny.Multi;
import jakarta.inject.Singleton;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/** Opens streams of server-sent events: not too many at once, with heartbeats. Thread-safe. */
@Singleton
final class EventStreams {
    private static final int LISTENERS = 200;
    /** A client that is gone is noticed when a heartbeat can't be written. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final Semaphore places = new Semaphore(LISTENERS);

    /**
     * The stream of these events, with heartbeats between them; it ends when they end or fail.
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
                                .recoverWithCompletion()
                                .onCompletion()
                                .continueWith(end),
                        heartbeats)
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
