package dev.tapedeck.web.api;

import dev.tapedeck.pipeline.PipelineSchema;
import dev.tapedeck.playbook.PlaybookSchema;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The schemas of what people write by hand. */
@Path(ApiPaths.SCHEMAS)
@Singleton
@Tag(name = "Pipelines")
final class SchemasResource {
    private static final String SCHEMA = "application/schema+json";

    @GET
    @Path("/pipeline")
    @Produces(SCHEMA)
    @NonBlocking
    @Operation(
            operationId = "getPipelineSchema",
            summary = "Get the JSON Schema of pipelines",
            description = "For editors, and for programs that write pipelines: JSON Schema 2020-12.")
    @APIResponse(
            responseCode = "200",
            description = "The schema.",
            content =
                    @Content(
                            mediaType = SCHEMA,
                            example = "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\"}"))
    public String pipeline() {
        return PipelineSchema.text().text();
    }

    @GET
    @Path("/playbook")
    @Produces(SCHEMA)
    @NonBlocking
    @Operation(
            operationId = "getPlaybookSchema",
            summary = "Get the JSON Schema of playbooks",
            description = "For editors, and for programs that write playbooks: JSON Schema 2020-12.")
    @APIResponse(
            responseCode = "200",
            description = "The schema.",
            content =
                    @Content(
                            mediaType = SCHEMA,
                            example = "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\"}"))
    public String playbook() {
        return PlaybookSchema.text().text();
    }
}
