package dev.tapedeck.web.api;

import dev.tapedeck.build.Build;
import dev.tapedeck.build.BuildId;
import dev.tapedeck.build.BuildState;
import dev.tapedeck.build.Builds;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Listed;
import dev.tapedeck.pipeline.PipelineName;
import dev.tapedeck.run.RunEntry;
import dev.tapedeck.run.RunId;
import dev.tapedeck.run.Runs;
import dev.tapedeck.web.build.BuildControl;
import dev.tapedeck.web.build.BuildPicture;
import dev.tapedeck.web.build.BuildPictures;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Builds: planned, started, looked at. */
@Path(ApiPaths.BUILDS)
@Singleton
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Builds", description = "Pipelines on their way: resumable, and never paying twice for one request.")
final class BuildsResource {
    private static final String RUN = "Tapedeck-Run";

    private final Builds builds;
    private final BuildControl control;
    private final BuildPictures pictures;
    private final BuildViews views;
    private final Runs runs;

    BuildsResource(Builds builds, BuildControl control, BuildPictures pictures, BuildViews views, Runs runs) {
        this.builds = builds;
        this.control = control;
        this.pictures = pictures;
        this.views = views;
        this.runs = runs;
    }

    @POST
    @Operation(
            operationId = "startBuild",
            summary = "Start a build",
            description =
                    "It is worked on from the next second on, whatever becomes of this connection. A plan says before what it would cost.")
    @APIResponseSchema(
            value = BuildView.class,
            responseCode = "202",
            responseDescription = "The build; its address is in `Location`.")
    @APIResponse(
            responseCode = "400",
            description = "The request isn't valid, or the pipeline can't be built: `problems` says why.",
            content =
                    @Content(
                            mediaType = ProblemView.MEDIA_TYPE,
                            schema = @Schema(implementation = BrokenTextView.class)))
    @APIResponse(responseCode = "404", ref = ApiDocument.UNKNOWN)
    public RestResponse<BuildView> start(
            BuildRequest request,
            @HeaderParam(IdempotencyKeys.HEADER)
                    @Parameter(
                            description =
                                    "Any text of your own: the same key with the same request starts one build, and answers with it as it is then, for as long as it is kept, from any node.")
                    Optional<String> key,
            @HeaderParam(RUN) @Parameter(description = "The id of a run: the build appears in its timeline.")
                    Optional<String> run,
            @Context UriInfo uri) {
        key.ifPresent(IdempotencyKeys::check);
        Optional<RunId> within = run.map(RunId::new);
        Build build = control.start(request.name(), request.options(), key);
        within.ifPresent(id -> runs.note(id, new RunEntry.Build(build.id(), build.pipeline())));
        BuildView started = views.whole(build);
        return RestResponse.ResponseBuilder.create(RestResponse.Status.ACCEPTED, started)
                .location(ApiPaths.below(uri, ApiPaths.BUILDS, started.id()))
                .build();
    }

    @POST
    @Path("/plan")
    @Operation(
            operationId = "planBuild",
            summary = "Plan a build",
            description =
                    "What it would do and cost, layer by layer. Nothing is sent and nothing is kept. Costs are the most that it may come to: an answer is taken to be as long as it may be.")
    @APIResponse(responseCode = "200", description = "The plan.")
    @APIResponse(
            responseCode = "400",
            description = "The request isn't valid, or the pipeline can't be built: `problems` says why.",
            content =
                    @Content(
                            mediaType = ProblemView.MEDIA_TYPE,
                            schema = @Schema(implementation = BrokenTextView.class)))
    @APIResponse(responseCode = "404", ref = ApiDocument.UNKNOWN)
    public BuildPlanView plan(BuildRequest request) {
        return BuildPlanView.of(builds.plan(request.name(), request.options()));
    }

    @GET
    @Operation(
            operationId = "listBuilds",
            summary = "List the builds",
            description = "The newest comes first. Those that can't be read are told of in `unreadable`.")
    @APIResponse(responseCode = "200", description = "A part of the list.")
    public PageView<BuildView> list(
            @QueryParam("state") Optional<String> state,
            @QueryParam("pipeline") Optional<String> pipeline,
            @QueryParam("limit") @DefaultValue(Limit.USUAL) Limit limit,
            @QueryParam("after") Optional<String> after) {
        return PageView.ofListed(
                found(state, pipeline, after, limit.andOneMore()),
                limit,
                BuildId::value,
                BuildId::value,
                views::listed);
    }

    private List<Listed<BuildId, BuildPicture>> found(
            Optional<String> state, Optional<String> pipeline, Optional<String> after, int limit) {
        return pictures.list(
                state.map(text -> States.read(text, BuildState.class)).orElse(Set.of()),
                pipeline.map(PipelineName::new),
                after.map(BuildId::new),
                limit);
    }

    @GET
    @Path("/latest")
    @Operation(
            operationId = "getLatestBuild",
            summary = "Get the build that was started last",
            description = "Of those in these states and of this pipeline, if they are given.")
    @APIResponse(responseCode = "200", description = "The build.")
    @APIResponse(responseCode = "404", ref = ApiDocument.UNKNOWN)
    public BuildView latest(
            @QueryParam("state") Optional<String> state, @QueryParam("pipeline") Optional<String> pipeline) {
        return found(state, pipeline, Optional.empty(), 1).stream()
                .findFirst()
                .map(row -> views.whole(row.place()))
                .orElseThrow(() -> FailedCall.rejected(new Failure.Unknown(
                        Failure.Unknown.Kind.BUILD,
                        "There is no such build yet. POST %s starts one.".formatted(ApiPaths.BUILDS))));
    }

    @GET
    @Path("/{build}")
    @Operation(
            operationId = "getBuild",
            summary = "Get a build",
            description =
                    "With layers, batches, costs, and what came to nothing. 409 if its state is damaged, with what can be done.")
    @APIResponse(responseCode = "200", description = "The build.")
    @APIResponse(responseCode = "409", ref = ApiDocument.CONFLICT)
    public BuildView get(@PathParam("build") String build) {
        return views.whole(new BuildId(build));
    }
}
