package dev.tapedeck.web.api;

import dev.tapedeck.build.ArtifactId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Artifacts, whichever builds have made them. */
@Path(ApiPaths.ARTIFACTS)
@Singleton
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Builds")
final class ArtifactsResource {
    private final ArtifactViews views;

    ArtifactsResource(ArtifactViews views) {
        this.views = views;
    }

    @GET
    @Path("/{artifact}")
    @Operation(
            operationId = "getArtifact",
            summary = "Get an artifact",
            description = "Its content, and how it came to be, whichever builds have made it.")
    @APIResponse(responseCode = "200", description = "The artifact.")
    public ArtifactView get(@PathParam("artifact") String artifact) {
        return views.of(ArtifactViews.id(artifact));
    }

    @GET
    @Path("/{artifact}/raw")
    @Produces({MediaType.TEXT_PLAIN, MediaType.APPLICATION_OCTET_STREAM})
    @Operation(
            operationId = "getRawArtifact",
            summary = "Download an artifact",
            description = "The bytes of its content: their SHA-256 is its id.")
    @APIResponse(
            responseCode = "200",
            description = "The bytes, as plain text if they are UTF-8.",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_PLAIN,
                            example = "Alice works carefully and listens before she repairs."))
    public Response raw(@PathParam("artifact") String artifact) {
        ArtifactId id = ArtifactViews.id(artifact);
        return Attachment.raw(id.value(), views.content(id));
    }
}
