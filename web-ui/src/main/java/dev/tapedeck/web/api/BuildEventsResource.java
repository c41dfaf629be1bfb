package dev.tapedeck.web.api;

import dev.tapedeck.build.Build;
import dev.tapedeck.build.BuildId;
import dev.tapedeck.build.BuildStore;
import dev.tapedeck.web.build.BuildPictures;
import dev.tapedeck.web.resilience.PlainText;
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
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What happens to a build, as server-sent events. */
@Path(ApiPaths.BUILDS)
@Singleton
@Tag(name = "Builds")
final class BuildEventsResource {
    static final String LAST_EVENT = "Last-Event-ID";
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final BuildPictures pictures;
    private final BuildStore store;
    private final PlainText plain;
    private final EventStreams streams;

    BuildEventsResource(BuildPictures pictures, BuildStore store, PlainText plain, EventStreams streams) {
        this.pictures = pictures;
        this.store = store;
        this.plain = plain;
        this.streams = streams;
    }

    @GET
    @Path("/{build}/events")
    @Blocking
    @RunOnVirtualThread
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(operationId = "followBuild", summary = "Follow a build", description = """
                    Everything that has happened to it from the start, or after the event of `Last-Event-ID`, and then what \
                    happens; the stream ends after the build's end. The id of an event is its number in the build, its name what \
                    happened, such as `batch.submitted`. Between them are events `progress`, without an id, whenever the \
                    state of the build or of its units has changed. Data is JSON. Looked at every second, whichever node works on the build.""")
    @APIResponse(responseCode = "204", description = "The build has ended, and everything was told.")
    @APIResponse(
            responseCode = "200",
            description = "A stream that ends when the build has ended.",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, example = """
                            id: 3
                            event: batch.submitted
                            data: {"number":3,"at":"2026-11-21T02:00:00Z","kind":"batch.submitted","message":"Batch 1 of \
                            'work-styles' with 3 requests is at openai as batch_abc123."}

                            event: progress
                            data: {"id":"0193a6c1f2b40-1a2b3c4d","pipeline":"team-report","state":"WAITING","progress":0.0,\
                            "units":{"SUBMITTED":3}}

                            """))
    public Multi<OutboundSseEvent> follow(
            @PathParam("build") String build,
            @HeaderParam(LAST_EVENT) @DefaultValue("0") EventNumber last,
            @Context Sse sse) {
        BuildId id = new BuildId(build);
        Build followed = pictures.fetch(id).build();
        if (followed.state().ended()
                && last.value() > 0
                && store.events(id, last.value(), 1).isEmpty()) {
            throw new WebApplicationException(Response.noContent().build()); // so that a browser doesn't come again
        }
        BuildFollowing following = new BuildFollowing(pictures, store, id, last.value(), plain::whole, sse);
        return streams.follow(sse, LOOK, following::look);
    }
}
