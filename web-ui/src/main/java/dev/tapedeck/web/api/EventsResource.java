package dev.tapedeck.web.api;

import dev.tapedeck.web.build.BuildSeen;
import dev.tapedeck.web.build.BuildWatch;
import dev.tapedeck.web.gateway.CallSeen;
import dev.tapedeck.web.gateway.Traffic;
import dev.tapedeck.web.resilience.ResilienceFeed;
import dev.tapedeck.web.resilience.ResilienceSeen;
import dev.tapedeck.web.run.RunSeen;
import dev.tapedeck.web.run.RunWatch;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
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
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Calls as they go through the door, what resilience does, and how builds and runs get on, as server-sent events. */
@Path(ApiPaths.EVENTS)
@Singleton
@Tag(name = "Traffic", description = "What goes through the door, and what becomes of it.")
final class EventsResource {
    /** How many events wait for a slow client; with more its stream ends, and it connects again. */
    private static final int WAITING = 256;

    private final Traffic traffic;
    private final ResilienceFeed resilience;
    private final BuildWatch builds;
    private final RunWatch runs;
    private final EventStreams streams;

    EventsResource(Traffic traffic, ResilienceFeed resilience, BuildWatch builds, RunWatch runs, EventStreams streams) {
        this.traffic = traffic;
        this.resilience = resilience;
        this.builds = builds;
        this.runs = runs;
        this.streams = streams;
    }

    @GET
    @Blocking
    @RunOnVirtualThread
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            operationId = "listenToEvents",
            summary = "Listen to calls, circuits, builds and runs",
            description = """
                    From now on: an event `call` for each call that ends, and an event `circuit` for each change of a \
                    circuit and for retries and refused calls (those that say the same within 10 seconds as one, with \
                    their number), and an event `build` or `run` for each build or run that has changed, within a second. Their data is JSON, without any content. A comment every 10 seconds keeps the connection. A client that reads too slowly is cut off.""")
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
        if (topic.hasBuilds()) {
            builds.begin();
        }
        if (topic.hasRuns()) {
            runs.begin();
        }
        return streams.open(
                sse, Multi.createFrom().<OutboundSseEvent>emitter(emitter -> subscribe(emitter, topic, sse), WAITING));
    }

    private void subscribe(MultiEmitter<? super OutboundSseEvent> emitter, Topic topic, Sse sse) {
        List<Runnable> ends = new ArrayList<>();
        if (topic.hasCalls()) {
            ends.add(traffic.subscribe(call -> emitter.emit(event(sse, call)))::close);
        }
        if (topic.hasCircuits()) {
            ends.add(resilience.subscribe(seen -> emitter.emit(event(sse, seen))));
        }
        if (topic.hasBuilds()) {
            ends.add(builds.subscribe(seen -> emitter.emit(event(sse, seen))));
        }
        if (topic.hasRuns()) {
            ends.add(runs.subscribe(seen -> emitter.emit(event(sse, seen))));
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

    private static OutboundSseEvent event(Sse sse, BuildSeen seen) {
        return sse.newEventBuilder()
                .name("build")
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(BuildSeenView.class, BuildSeenView.of(seen))
                .build();
    }

    private static OutboundSseEvent event(Sse sse, RunSeen seen) {
        return sse.newEventBuilder()
                .name("run")
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(RunSeenView.class, RunSeenView.of(seen))
                .build();
    }
}
