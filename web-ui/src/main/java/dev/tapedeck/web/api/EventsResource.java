package dev.tapedeck.web.api;

import dev.tapedeck.web.gateway.CallSeen;
import dev.tapedeck.web.gateway.Traffic;
import dev.tapedeck.web.resilience.ResilienceFeed;
import dev.tapedeck.web.resilience.ResilienceSeen;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Calls as they go through the door, and what resilience does, as server-sent events. */
@Path(ApiPaths.EVENTS)
@Singleton
@Tag(name = "Traffic", description = "What goes through the door, and what becomes of it.")
final class EventsResource {
    private static final int LISTENERS = 200;
    /** How many events wait for a slow client; with more its stream ends, and it connects again. */
    private static final int WAITING = 256;
    /** A client that is gone is noticed when a heartbeat can't be written. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final Traffic traffic;
    private final ResilienceFeed resilience;
    private final Semaphore places = new Semaphore(LISTENERS);

    EventsResource(Traffic traffic, ResilienceFeed resilience) {
        this.traffic = traffic;
        this.resilience = resilience;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(operationId = "listenToEvents", summary = "Listen to calls and circuits", description = """
                    From now on: an event `call` for each call that ends, and an event `circuit` for each change of a \
                    circuit and for retries and refused calls (those that say the same within 10 seconds as one, with \
                    their number). Their data is JSON, without any content. A comment every 10 seconds keeps the connection. A client that reads too slowly is cut off.""")
    @APIResponse(
            responseCode = "200",
            description = "A stream that doesn't end.",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, example = """
                                    event: call
                                    data: {"at":"2026-11-21T02:00:00Z","cassette":"checkout","provider":"openai",\
                                    "method":"POST","path":"/v1/chat/completions","outcome":"replayed",\
                                    "interaction":"checkout/1","attempts":0,"status":200,"durationMs":0.4}

                                    """))
    public Multi<OutboundSseEvent> listen(
            @QueryParam("topic") @DefaultValue(Topic.USUAL) Topic topic, @Context Sse sse) {
        if (!places.tryAcquire()) {
            throw new Refusal(
                    Problem.TOO_MANY_LISTENERS,
                    "Close other streams of events first; there may be %d.".formatted(LISTENERS));
        }
        OutboundSseEvent heartbeat = sse.newEventBuilder().comment("still here").build();
        Multi<OutboundSseEvent> events =
                Multi.createFrom().<OutboundSseEvent>emitter(emitter -> subscribe(emitter, topic, sse), WAITING);
        Multi<OutboundSseEvent> heartbeats =
                Multi.createFrom().ticks().every(HEARTBEAT).onOverflow().drop().map(tick -> heartbeat);
        AtomicBoolean left = new AtomicBoolean();
        return Multi.createBy()
                .merging()
                .streams(events, heartbeats)
                .onFailure()
                .recoverWithCompletion()
                .onTermination()
                .invoke(() -> {
                    if (left.compareAndSet(false, true)) {
                        places.release();
                    }
                });
    }

    private void subscribe(MultiEmitter<? super OutboundSseEvent> emitter, Topic topic, Sse sse) {
        List<Runnable> ends = new ArrayList<>();
        if (topic.hasCalls()) {
            ends.add(traffic.subscribe(call -> emitter.emit(event(sse, call)))::close);
        }
        if (topic.hasCircuits()) {
            ends.add(resilience.subscribe(seen -> emitter.emit(event(sse, seen))));
        }
        emitter.onTermination(() -> ends.forEach(Runnable::run));
    }

    private static OutboundSseEvent event(Sse sse, CallSeen call) {
        return sse.newEventBuilder()
                .name("call")
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(CallView.class, CallView.of(call))
                .build();
    }

    private static OutboundSseEvent event(Sse sse, ResilienceSeen seen) {
        return sse.newEventBuilder()
                .name("circuit")
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(ResilienceEventView.class, ResilienceEventView.of(seen))
                .build();
    }
}
