package dev.tapedeck.web.api;

import dev.tapedeck.declared.TextProblem;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Suggestion;
import dev.tapedeck.pipeline.CheckedPipeline;
import dev.tapedeck.pipeline.PipelineName;
import dev.tapedeck.pipeline.PipelineStore;
import dev.tapedeck.pipeline.PipelineStore.Stored;
import dev.tapedeck.web.build.BuildControl;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Pipelines: what is to be made of which documents. */
@Path(ApiPaths.PIPELINES)
@Singleton
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Pipelines", description = "What is to be made of which documents, by which prompts.")
final class PipelinesResource {
    private static final String TOO_LARGE =
            "A pipeline has at most 1 MiB. Put its documents into a folder beside it in tapedeck.builds.directory.";

    private static final String EXAMPLE = """
            name: team-report
            sources:
              bios:
                inline:
                  - { label: alice, content: "Alice repairs tape decks." }
            layers:
              - name: work-styles
                each: bios
                provider: simulator
                model: gpt-4o-mini
                prompt: "Describe the work style of: {item.content}"
            """;

    private final PipelineStore pipelines;
    private final BuildControl control;

    PipelinesResource(PipelineStore pipelines, BuildControl control) {
        this.pipelines = pipelines;
        this.control = control;
    }

    @GET
    @Operation(
            operationId = "listPipelines",
            summary = "List the pipelines",
            description = "In order of name, broken ones among them. Files that were changed are read anew.")
    @APIResponse(responseCode = "200", description = "A part of the list.")
    public PageView<PipelineView> list(
            @QueryParam("limit") @DefaultValue(Limit.USUAL) Limit limit, @QueryParam("after") Optional<String> after) {
        String place = after.map(name -> new PipelineName(name).value()).orElse("");
        List<Stored> found = pipelines.list().stream()
                .filter(stored -> stored.name().value().compareTo(place) > 0)
                .limit(limit.andOneMore())
                .toList();
        return PageView.of(found, limit, stored -> stored.name().value(), PipelineView::listed);
    }

    @GET
    @Path("/{name}")
    @Operation(
            operationId = "getPipeline",
            summary = "Get a pipeline",
            description = "With its text, and with what is wrong in it.")
    @APIResponseSchema(value = PipelineView.class, responseCode = "200", responseDescription = "The pipeline.")
    public RestResponse<PipelineView> get(@PathParam("name") String name) {
        Stored stored = fetch(new PipelineName(name));
        return answer(RestResponse.Status.OK, stored);
    }

    @PUT
    @Path("/{name}")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "putPipeline", summary = "Put a pipeline", description = """
                    The body is the pipeline itself, as YAML or JSON, of any content type, with at most 1 MiB. It takes the place \
                    of the pipeline of that name; files of documents beside it are left as they are. Builds under way go \
                    on with the pipeline that they began with. A broken one is refused, and nothing has changed.""")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = Attachment.YAML,
                            schema = @Schema(type = SchemaType.STRING),
                            example = EXAMPLE))
    @APIResponseSchema(value = PipelineView.class, responseCode = "200", responseDescription = "It was replaced.")
    @APIResponse(
            responseCode = "201",
            description = "It is new.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PipelineView.class)))
    @APIResponse(
            responseCode = "400",
            description = "It is broken: `problems` says where and why.",
            content =
                    @Content(
                            mediaType = ProblemView.MEDIA_TYPE,
                            schema = @Schema(implementation = BrokenTextView.class)))
    @APIResponse(responseCode = "412", ref = ApiDocument.CHANGED)
    @APIResponse(responseCode = "413", ref = ApiDocument.TOO_LARGE)
    public RestResponse<PipelineView> put(
            @PathParam("name") String name,
            @HeaderParam(HttpHeaders.IF_MATCH) Optional<String> version,
            InputStream body) {
        PipelineName pipeline = new PipelineName(name);
        Bytes text = TextBody.read(body, TOO_LARGE);
        Optional<Stored> before = pipelines.find(pipeline);
        checkVersion(version, before);
        return switch (control.put(pipeline, text)) {
            case CheckedPipeline.Broken(List<TextProblem> problems) ->
                throw new BrokenText(Problem.BROKEN_PIPELINE, problems);
            case CheckedPipeline.Valid valid ->
                answer(
                        before.isPresent() ? RestResponse.Status.OK : RestResponse.Status.CREATED,
                        new Stored(pipeline, text, valid));
        };
    }

    @POST
    @Path("/{name}/check")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "checkPipeline",
            summary = "Check a pipeline",
            description =
                    "Reads the body as it is read when it is put, and keeps nothing. Whether its providers are there is found out by a plan.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = Attachment.YAML,
                            schema = @Schema(type = SchemaType.STRING),
                            example = EXAMPLE))
    @APIResponse(responseCode = "200", description = "What came of it.")
    @APIResponse(responseCode = "413", ref = ApiDocument.TOO_LARGE)
    public TextCheckView check(@PathParam("name") String name, InputStream body) {
        PipelineName pipeline = new PipelineName(name);
        return TextCheckView.of(control.check(pipeline, TextBody.read(body, TOO_LARGE)));
    }

    @DELETE
    @Path("/{name}")
    @Operation(
            operationId = "deletePipeline",
            summary = "Delete a pipeline",
            description =
                    "Files of documents beside it stay. Builds of it stay too, and can be looked at; they can't be resumed.")
    @APIResponse(responseCode = "204", description = "It is gone.")
    @APIResponse(responseCode = "412", ref = ApiDocument.CHANGED)
    public void delete(@PathParam("name") String name, @HeaderParam(HttpHeaders.IF_MATCH) Optional<String> version) {
        PipelineName pipeline = new PipelineName(name);
        checkVersion(version, Optional.of(fetch(pipeline)));
        control.delete(pipeline);
    }

    private static void checkVersion(Optional<String> version, Optional<Stored> present) {
        boolean same = present.map(stored -> EntityTags.matches(version, PipelineView.tag(stored)))
                .orElse(version.isEmpty());
        if (!same) {
            throw new Refusal(Problem.CHANGED, "Get the pipeline again, then decide with what it says now.");
        }
    }

    private static RestResponse<PipelineView> answer(RestResponse.Status status, Stored stored) {
        return RestResponse.ResponseBuilder.create(status, PipelineView.of(stored))
                .tag(PipelineView.tag(stored))
                .build();
    }

    private Stored fetch(PipelineName name) {
        return pipelines.find(name).orElseThrow(() -> {
            List<String> names = pipelines.list().stream()
                    .map(stored -> stored.name().value())
                    .toList();
            return FailedCall.rejected(new Failure.Unknown(
                    Failure.Unknown.Kind.PIPELINE,
                    "%s PUT %s/%s makes it."
                            .formatted(Suggestion.unknown("pipeline", name.value(), names), ApiPaths.PIPELINES, name)));
        });
    }
}
