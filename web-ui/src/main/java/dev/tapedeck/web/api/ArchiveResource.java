package dev.tapedeck.web.api;

import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.transfer.Archive;
import dev.tapedeck.transfer.ImportChoices;
import dev.tapedeck.web.transfer.Upload;
import dev.tapedeck.web.transfer.Uploads;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** All cassettes at once. */
@Path(ApiPaths.ARCHIVE)
@Singleton
@RunOnVirtualThread
@Tag(name = "Import and export", description = "Bringing recordings in and out.")
final class ArchiveResource {
    private static final String FILE = "tapedeck.zip";

    private final Archive archive;
    private final Uploads uploads;

    ArchiveResource(Archive archive, Uploads uploads) {
        this.archive = archive;
        this.uploads = uploads;
    }

    @GET
    @Produces(Attachment.ZIP)
    @Operation(
            operationId = "exportArchive",
            summary = "Export all cassettes",
            description = "As one zip with a document `<name>.json` for each. The same cassettes give the same bytes.")
    @APIResponse(
            responseCode = "200",
            description = "The archive.",
            content =
                    @Content(
                            mediaType = Attachment.ZIP,
                            schema = @Schema(type = SchemaType.STRING, format = "binary"),
                            example = "PK…"))
    public Response export() {
        return Attachment.of(FILE, archive::writeTo);
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "importArchive", summary = "Import a zip of recordings", description = """
                    An archive of Tapedeck's own, or any folder as a zip: each file comes into a cassette named after it, whatever \
                    its format. A file that can't be imported doesn't keep the others out.""")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = Attachment.ZIP,
                            schema = @Schema(type = SchemaType.STRING, format = "binary"),
                            example = "PK…"))
    @APIResponse(
            responseCode = "200",
            description = "What came of each file.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ArchiveView.class)))
    @APIResponse(responseCode = "413", ref = ApiDocument.TOO_LARGE)
    public ArchiveView bring(
            @QueryParam("existing") @DefaultValue(ExistingChoice.USUAL) ExistingChoice existing,
            @QueryParam("provider") Optional<String> provider,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @DefaultValue("") String contentType,
            InputStream body)
            throws IOException {
        ImportChoices choices = new ImportChoices(existing.existing(), provider.map(ProviderName::new));
        try (Upload upload = uploads.receive(body, contentType, FILE)) {
            return ArchiveView.of(archive.bring(upload.files().getFirst(), choices));
        }
    }
}
