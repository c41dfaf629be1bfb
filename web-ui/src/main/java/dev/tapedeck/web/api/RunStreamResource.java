package dev.tapedeck.web.api;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.run.LiveSources;
import dev.tapedeck.run.Run;
import dev.tapedeck.run.RunId;
import dev.tapedeck.run.RunLog;
import dev.tapedeck.run.Runs;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.net.URI;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What happens in a run, as server-sent events. */
@Path(ApiPaths.RUNS)
@Singleton
@Tag(name = "Runs")
final class RunStreamResource {
    private static final Duration LOOK = Duration.ofMillis(250);

    private final Runs runs;
    private final RunLog log;
    private final LiveSources sources;
    private final EventStreams streams;

    RunStreamResource(Runs runs, RunLog log, LiveSources sources, EventStreams streams) {
        this.runs = runs;
        this.log = log;
        this.sources = sources;
        this.streams = streams;
    }

    @GET
    @Path("/{run}/stream")
    @Blocking
    @RunOnVirtualThread
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(operationId = "followRun", summary = "Follow a run", description = """
                    Every entry from the first on, or after the one of `Last-Event-ID`, and then what happens. The id of an \
                    event is the entry's number, its name the entry's kind; `gap` tells that entries are missing. At the end \
                    comes `complete`, with the run. Of a run with a `streamUrl` the events of that are passed on as long as it \
                    goes on, their ids behind `live:`: if they are lost before the first one, the run counts as dead and its own \
                    entries are told; if they are lost later, the stream ends with `error`.""")
    @APIResponse(
            responseCode = "200",
            description = "A stream that ends when the run's end is over.",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, example = """
                            id: 1
                            event: action
                            data: {"number":1,"at":"2026-11-21T02:00:00Z","kind":"action","tool":"browser","action":"click",\
                            "success":true,"resultText":"paid"}

                            event: complete
                            data: {"id":"0b9f6a52-7a5e-4f2f-9d63-0a3b2f6f2f55","name":"checkout","status":"completed"}

                            """))
    public Multi<OutboundSseEvent> follow(
            @PathParam("run") String run,
            @HeaderParam(BuildEventsResource.LAST_EVENT) @DefaultValue("0") RunEventId last,
            @Context Sse sse) {
        Run followed = runs.fetch(new RunId(run));
        RunFollowing kept = new RunFollowing(runs, log, followed.id(), last.entry(), sse);
        return followed.sources().stream()
                .filter(source -> !followed.status().ended())
                .map(source -> live(followed.id(), source, last, kept, sse))
                .orElseGet(() -> streams.follow(sse, LOOK, kept::look));
    }

    private Multi<OutboundSseEvent> live(RunId id, URI source, RunEventId last, RunFollowing kept, Sse sse) {
        Headers headers = Headers.of("Accept", MediaType.SERVER_SENT_EVENTS);
        Headers resuming = last.live()
                .map(seen -> headers.with(BuildEventsResource.LAST_EVENT, seen))
                .orElse(headers);
        LiveFollowing following;
        try {
            following = new LiveFollowing(new LiveEvents(sources.open(source, resuming), sse), kept, runs, id, sse);
        } catch (FailedCall failed) {
            if (LiveSources.isGone(failed.failure())) {
                runs.inactive(
                        id, "its source can't be reached: " + failed.failure().message());
            }
            return streams.follow(sse, LOOK, kept::look);
        }
        try {
            return streams.pull(sse, following::next, following::leave);
        } catch (Refusal full) {
            following.leave();
            throw full;
        }
    }
}
