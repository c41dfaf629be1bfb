package dev.tapedeck.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.exchange.Suggestion;
import dev.tapedeck.run.LiveSources;
import dev.tapedeck.run.RunEntry;
import dev.tapedeck.run.RunId;
import dev.tapedeck.run.RunLog;
import dev.tapedeck.run.RunStatus;
import dev.tapedeck.run.Runs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Runs: begun, written to, ended, looked at. */
@Path(ApiPaths.RUNS)
@Singleton
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Runs", description = "What an agent, a test or a playbook did, entry by entry.")
final class RunsResource {
    private final Runs runs;
    private final RunLog log;
    private final LiveSources allowed;
    private final ActionBodies bodies;
    private final IdempotencyKeys keys;

    RunsResource(Runs runs, RunLog log, LiveSources allowed, ActionBodies bodies, IdempotencyKeys keys) {
        this.runs = runs;
        this.log = log;
        this.allowed = allowed;
        this.bodies = bodies;
        this.keys = keys;
    }

    @POST
    @Operation(
            operationId = "startRun",
            summary = "Begin a run",
            description =
                    "Calls through the gateway that bear its id in the header `Tapedeck-Run` appear in its timeline; a run that is named there and that nobody has begun is begun by it.")
    @APIResponseSchema(
            value = RunView.class,
            responseCode = "201",
            responseDescription = "The run; its address is in `Location`.")
    @APIResponse(responseCode = "409", ref = ApiDocument.CONFLICT)
    public RestResponse<RunView> start(
            RunRequest request, @HeaderParam(IdempotencyKeys.HEADER) Optional<String> key, @Context UriInfo uri) {
        RunView started = keys.once(
                RunView.class, key, request, () -> RunView.of(runs.start(request.spec(allowed), request.runId())));
        return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, started)
                .location(ApiPaths.below(uri, ApiPaths.RUNS, started.id()))
                .build();
    }

    @GET
    @Operation(operationId = "listRuns", summary = "List the runs", description = "The newest comes first.")
    @APIResponse(responseCode = "200", description = "A part of the list.")
    public PageView<RunView> list(
            @QueryParam("status")
                    @Parameter(description = "Only runs of this status; or several, with commas between them.")
                    Optional<String> status,
            @QueryParam("limit") @DefaultValue(Limit.USUAL) Limit limit,
            @QueryParam("after") Optional<String> after) {
        return PageView.ofListed(
                log.list(
                        status.map(RunsResource::statuses).orElse(Set.of()),
                        after.map(RunPlace::parse),
                        limit.andOneMore()),
                limit,
                RunPlace::text,
                place -> place.id().value(),
                RunView::of);
    }

    private static Set<RunStatus> statuses(String text) {
        Set<RunStatus> statuses = EnumSet.noneOf(RunStatus.class);
        for (String part : text.split(",", -1)) {
            statuses.add(RunStatus.find(part.strip())
                    .orElseThrow(() -> Refusal.parameter(
                            "status",
                            Suggestion.unknown(
                                    "status",
                                    part.strip(),
                                    Arrays.stream(RunStatus.values())
                                            .map(RunStatus::id)
                                            .toList()))));
        }
        return statuses;
    }

    @GET
    @Path("/{run}")
    @Operation(operationId = "getRun", summary = "Get a run", description = "With what its entries come to.")
    @APIResponse(responseCode = "200", description = "The run.")
    public RunView get(@PathParam("run") String run) {
        return RunView.of(runs.fetch(new RunId(run)));
    }

    @GET
    @Path("/{run}/entries")
    @Operation(
            operationId = "listRunEntries",
            summary = "List a run's entries",
            description = "Its timeline, by number. `GET …/stream` follows it.")
    @APIResponse(responseCode = "200", description = "A part of the list.")
    public PageView<RunEntryView> entries(
            @PathParam("run") String run,
            @QueryParam("limit") @DefaultValue(Limit.USUAL) Limit limit,
            @QueryParam("after") Optional<String> after) {
        RunId id = runs.fetch(new RunId(run)).id();
        return PageView.of(
                log.entries(id, after.map(NumberPlace::parse).orElse(0), limit.andOneMore()),
                limit,
                entry -> String.valueOf(entry.number()),
                RunEntryView::of);
    }

    @POST
    @Path("/{run}/actions")
    @Operation(
            operationId = "addRunActions",
            summary = "Write down what was done",
            description =
                    "One action, a list of them, or an object with a list `actions`; numbered in their order, all or none. They are durable when this answers; sent again with the same `Idempotency-Key`, they are written once, also after a restart and at another node. Secrets are taken out; texts over 500 characters are cut, wherever they stand.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(oneOf = {ActionRequest.class, ActionRequest[].class}),
                            example =
                                    "{\"tool\":\"browser\",\"action\":\"click\",\"input\":{\"selector\":\"#pay\"},\"success\":true,\"resultText\":\"paid\",\"durationMs\":120}"))
    @APIResponseSchema(value = WrittenView.class, responseCode = "201", responseDescription = "As they were numbered.")
    @APIResponse(responseCode = "409", ref = ApiDocument.CONFLICT)
    public RestResponse<WrittenView> write(
            @PathParam("run") String run, JsonNode body, @HeaderParam(IdempotencyKeys.HEADER) Optional<String> key) {
        RunId id = new RunId(run);
        List<RunEntry.Action> actions = bodies.read(body);
        key.ifPresent(IdempotencyKeys::check);
        return RestResponse.status(RestResponse.Status.CREATED, WrittenView.of(runs.record(id, actions, key)));
    }

    @POST
    @Path("/{run}/heartbeat")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "beatRun",
            summary = "Say that a run lives",
            description =
                    "Whatever is written to it says so too. A run that gives no sign of life for `tapedeck.runs.inactive-after` has failed.")
    @APIResponse(responseCode = "204", description = "Heard.")
    @APIResponse(responseCode = "409", ref = ApiDocument.CONFLICT)
    public void beat(@PathParam("run") String run) {
        runs.beat(new RunId(run));
    }

    @POST
    @Path("/{run}/finish")
    @Operation(
            operationId = "finishRun",
            summary = "End a run",
            description =
                    "In three phases, whatever becomes of each: its status is published, it is cleaned up, and it is persisted. `phases` says how they went. A run that has ended stays as it is.")
    @APIResponse(responseCode = "200", description = "The run.")
    public RunView finish(@PathParam("run") String run, FinishRequest request) {
        return RunView.of(runs.finish(new RunId(run), request.end()));
    }
}
