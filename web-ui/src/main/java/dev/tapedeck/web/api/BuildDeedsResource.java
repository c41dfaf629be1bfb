package dev.tapedeck.web.api;

import dev.tapedeck.build.BuildId;
import dev.tapedeck.build.Builds.GivenUp;
import dev.tapedeck.web.build.BuildControl;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** What is done to builds. Each deed is in the audit log before it is done. */
@Path(ApiPaths.BUILDS)
@Singleton
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Builds")
final class BuildDeedsResource {
    private final BuildControl control;
    private final BuildViews views;

    BuildDeedsResource(BuildControl control, BuildViews views) {
        this.control = control;
        this.views = views;
    }

    @POST
    @Path("/{build}/resume")
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @Operation(
            operationId = "resumeBuild",
            summary = "Resume a build",
            description =
                    "It goes on where it stopped: one that failed, was cancelled or ran out of budget, which can be raised by `maxCost`; one that waits is looked at at once. If its pipeline is another one by now, the answer is 409 with what is different, unless `allowPipelineMismatch` is true. A body isn't needed.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ResumeRequest.class)))
    @APIResponseSchema(value = BuildView.class, responseCode = "202", responseDescription = "The build as it is then.")
    @APIResponse(responseCode = "409", ref = ApiDocument.CONFLICT)
    public RestResponse<BuildView> resume(@PathParam("build") String build, ResumeRequest request) {
        boolean allowed = request.allowPipelineMismatch().orElse(false);
        return accepted(views.whole(control.resume(new BuildId(build), allowed, request.bound())));
    }

    @POST
    @Path("/{build}/retry")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "retryBuild",
            summary = "Retry what failed",
            description =
                    "Makes the units that failed, expired or are missing again, and all that depends on them; the others stay. 409 while the build is under way.")
    @APIResponseSchema(value = BuildView.class, responseCode = "202", responseDescription = "The build as it is then.")
    @APIResponse(responseCode = "409", ref = ApiDocument.CONFLICT)
    public RestResponse<BuildView> retry(@PathParam("build") String build) {
        return accepted(views.whole(control.retry(new BuildId(build))));
    }

    @POST
    @Path("/{build}/cancel")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "cancelBuild",
            summary = "Cancel a build",
            description =
                    "Its batches are cancelled at the provider too; what they have brought by then is kept. 409 once it has ended.")
    @APIResponseSchema(
            value = BuildView.class,
            responseCode = "202",
            responseDescription = "The build; it ends once its batches have.")
    @APIResponse(responseCode = "409", ref = ApiDocument.CONFLICT)
    public RestResponse<BuildView> cancel(@PathParam("build") String build) {
        return accepted(views.whole(control.cancel(new BuildId(build))));
    }

    @POST
    @Path("/{build}/reset")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "resetBuild",
            summary = "Give a build up",
            description =
                    "For one whose state is damaged or of no use: its batches are cancelled where that can be done and named where it can't. Everything stays to be looked at. One whose state is damaged is set aside.")
    @APIResponse(responseCode = "200", description = "The build, and what may still be worked on at the provider.")
    @APIResponse(responseCode = "409", ref = ApiDocument.CONFLICT)
    public ResetView reset(@PathParam("build") String build) {
        BuildId id = new BuildId(build);
        GivenUp given = control.reset(id);
        Optional<BuildView> left = given.setAside().isPresent() ? Optional.empty() : Optional.of(views.whole(id));
        return new ResetView(left, given.abandoned(), given.setAside());
    }

    @POST
    @Path("/{build}/batches/{batch}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "decideBatch",
            summary = "Decide an uncertain batch",
            description =
                    "A batch is `UNCERTAIN` if it may have been submitted or not and the provider can't tell: nothing of it is sent again, so that nothing is paid twice, until somebody says which it is. 409 if it isn't uncertain.")
    @APIResponseSchema(value = BuildView.class, responseCode = "202", responseDescription = "The build as it is then.")
    @APIResponse(responseCode = "409", ref = ApiDocument.CONFLICT)
    public RestResponse<BuildView> decide(
            @PathParam("build") String build, @PathParam("batch") BatchNumber batch, DecisionRequest request) {
        return accepted(views.whole(control.decide(new BuildId(build), batch.value(), request.decision())));
    }

    private static RestResponse<BuildView> accepted(BuildView view) {
        return RestResponse.status(RestResponse.Status.ACCEPTED, view);
    }
}
