package dev.tapedeck.web.api;

import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Chunk;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.run.LiveSources;
import dev.tapedeck.run.Run;
import dev.tapedeck.run.RunId;
import dev.tapedeck.run.RunLog;
import dev.tapedeck.run.Runs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Runs as files: what their programs say of them, and all that is kept. */
@Path(ApiPaths.RUNS)
@Singleton
@RunOnVirtualThread
@Tag(name = "Runs")
final class RunFilesResource {
    private final Runs runs;
    private final RunLog log;
    private final LiveSources sources;
    private final RunFiles files;

    RunFilesResource(Runs runs, RunLog log, LiveSources sources, RunFiles files) {
        this.runs = runs;
        this.log = log;
        this.sources = sources;
        this.files = files;
    }

    @GET
    @Streamed
    @Path("/{run}/export")
    @Operation(
            operationId = "exportRun",
            summary = "Export a run",
            description = "The run, a summary, its actions by themselves, and all its entries.")
    @APIResponse(
            responseCode = "200",
            description = "The file.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            example =
                                    "{\"run\":{},\"summary\":{\"stepsCompleted\":2,\"actions\":3,\"failedAttempts\":1,\"calls\":2,\"inputTokens\":120,\"outputTokens\":30,\"cost\":0.000036},\"actions\":[],\"entries\":[]}"))
    public Response export(@PathParam("run") String run) {
        Run exported = runs.fetch(new RunId(run));
        return Attachment.of("run-%s.json".formatted(exported.id()), out -> files.export(exported, out));
    }

    @GET
    @Streamed
    @Path("/{run}/trace")
    @Operation(operationId = "getRunTrace", summary = "Get a run's trace", description = """
                    While a run with a `traceUrl` goes on, what that answers is passed on as it is. If it can't be had before its \
                    first byte, the run counts as dead, and what is kept is sent: the trace as it was when the run ended, or its \
                    entries. If it breaks later, the answer ends there. Never is one put together of both.""")
    @APIResponse(
            responseCode = "200",
            description = "The trace.",
            content = @Content(mediaType = MediaType.WILDCARD, example = "{\"run\":{},\"entries\":[]}"))
    public Response trace(@PathParam("run") String run) {
        Run traced = runs.fetch(new RunId(run));
        return traced.sources()
                .trace()
                .filter(source -> !traced.status().ended())
                .flatMap(source -> live(traced.id(), source))
                .orElseGet(() -> kept(traced.id()));
    }

    private Optional<Response> live(RunId id, URI source) {
        try {
            Answer answer = sources.open(source, Headers.NONE);
            Optional<Chunk> first = first(answer);
            String type = answer.headers().contentType().orElse(MediaType.APPLICATION_OCTET_STREAM);
            return Optional.of(foreign(type, (StreamingOutput) out -> passOn(id, answer, first, out)));
        } catch (FailedCall failed) {
            if (LiveSources.isGone(failed.failure())) {
                runs.inactive(id, "its source can't be had: " + failed.failure().message());
            }
            return Optional.empty();
        }
    }

    /** Waits for it: until then something else can still be sent. */
    private static Optional<Chunk> first(Answer answer) {
        try {
            return answer.next();
        } catch (FailedCall failed) {
            answer.close();
            throw failed;
        }
    }

    private void passOn(RunId id, Answer answer, Optional<Chunk> first, OutputStream out) throws IOException {
        try (answer) {
            for (Optional<Chunk> next = first; next.isPresent(); next = answer.next()) {
                out.write(next.get().bytes().array());
                out.flush();
            }
        } catch (FailedCall lost) {
            if (LiveSources.isGone(lost.failure())) {
                runs.inactive(id, "its source was lost: " + lost.failure().message());
            }
            throw lost;
        }
    }

    private Response kept(RunId id) {
        return log.findTrace(id)
                .map(trace -> foreign(trace.contentType(), trace.content().array()))
                .orElseGet(() -> Response.ok((StreamingOutput) out -> files.trace(runs.fetch(id), out))
                        .type(MediaType.APPLICATION_JSON)
                        .build());
    }

    /** What others made, of the type that they say it has: a browser runs nothing of it. */
    private static Response foreign(String type, Object content) {
        return Response.ok(content)
                .type(isType(type) ? type : MediaType.APPLICATION_OCTET_STREAM)
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "sandbox")
                .build();
    }

    private static boolean isType(String text) {
        try {
            return !MediaType.valueOf(text).isWildcardType();
        } catch (IllegalArgumentException isNone) {
            return false;
        }
    }
}
