package dev.tapedeck.web.api;

import dev.tapedeck.web.gateway.CallSeen;
import dev.tapedeck.web.gateway.Traffic;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Calls as they go through the door, as server-sent events. */
@Path(ApiPaths.EVENTS)
@Singleton
@Tag(name = "Traffic", description = "What goes through the door.")
final class EventsResource {
    private static final int LISTENERS = 200;
    /** How many events wait for a slow client; with more its stream ends, and it connects again. */
    private static final int WAITING = 256;
    /** A client that is gone is noticed when a heartbeat can't be written. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final Traffic traffic;
    private final Semaphore places = new Semaphore(LISTENERS);

    EventsResource(Traffic traffic) {
        this.traffic = traffic;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(operationId = "listenToEvents", summary = "Listen to calls", description = """
                    An event `call` for each call that ends, from now on, with its data as JSON and without any content. \
                    A comment every 10 seconds keeps the connection. A client that reads too slowly is cut off.""")
    @APIResponse(
            responseCode = "200",
            description = "A stream that doesn't end.",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, example = """
                                    event: call
                                    data: {"at":"2026-11-21T02:00:00Z","cassette":"checkout","provider":"openai",\
                                    "method":"POST","path":"/v1/chat/completions","outcome":"replayed",\
                                    "interaction":"checkout/1","attempts":0,"status":200,"durationMs":0.4}

                                    """))
    public Multi<OutboundSseEvent> listen(@Context Sse sse) {
        if (!places.tryAcquire()) {
            throw new Refusal(
                    Problem.TOO_MANY_LISTENERS,
                    "Close other streams of events first; there may be %d.".formatted(LISTENERS));
        }
        OutboundSseEvent heartbeat = sse.newEventBuilder().comment("still here").build();
        Multi<OutboundSseEvent> calls =
                Multi.createFrom().<CallSeen>emitter(this::subscribe, WAITING).map(call -> event(sse, call));
        Multi<OutboundSseEvent> heartbeats =
                Multi.createFrom().ticks().every(HEARTBEAT).onOverflow().drop().map(tick -> heartbeat);
        AtomicBoolean left = new AtomicBoolean();
        return Multi.createBy()
                .merging()
                .streams(calls, heartbeats)
                .onFailure()
                .recoverWithCompletion()
                .onTermination()
                .invoke(() -> {
                    if (left.compareAndSet(false, true)) {
                        places.release();
                    }
                });
    }

    private void subscribe(MultiEmitter<? super CallSeen> emitter) {
        Traffic.Subscription subscription = traffic.subscribe(emitter::emit);
        emitter.onTermination(subscription::close);
    }

    private static OutboundSseEvent event(Sse sse, CallSeen call) {
        return sse.newEventBuilder()
                .name("call")
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(CallView.class, CallView.of(call))
                .build();
    }
}
