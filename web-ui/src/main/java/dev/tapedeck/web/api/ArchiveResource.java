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
import java.io.OutputStream;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

/** All cassettes at once. */
@Path(ApiPaths.ARCHIVE)
@Singleton
@RunOnVirtualThread
@Tag(name = "Import and export", description = "Bringing recordings in and out.")
final class ArchiveResource {
    private static final Logger LOG = Logger.getLogger(ArchiveResource.class);
    private static final String FILE = "tapedeck.zip";
    private static final String NOT_EXPORTED = "Tapedeck-Not-Exported";

    private final Archive archive;
    private final Uploads uploads;

    ArchiveResource(Archive archive, Uploads uploads) {
        this.archive = archive;
        this.uploads = uploads;
    }

    @GET
    @Streamed
    @Produces(Attachment.ZIP)
    @Operation(
            operationId = "exportArchive",
            summary = "Export all cassettes",
            description = "As one zip with a document `<name>.json` for each. The same cassettes give the same bytes."
                    + " Those that can't be read are named in its last entry, `NOT-EXPORTED.txt`.")
    @APIResponse(
            responseCode = "200",
            description = "The archive.",
            headers =
                    @Header(
                            name = NOT_EXPORTED,
                            description =
                                    "How many cassettes can't be read and are not in it; absent if there is none.",
                            schema = @Schema(type = SchemaType.INTEGER)),
            content =
                    @Content(
                            mediaType = Attachment.ZIP,
                            schema = @Schema(type = SchemaType.STRING, format = "binary"),
                            example = "PK…"))
    public Response export() {
        Archive.Export export = archive.export();
        Response.ResponseBuilder answer = Response.fromResponse(Attachment.of(FILE, out -> write(export, out)));
        int notExported = export.leftOut().size();
        return (notExported == 0 ? answer : answer.header(NOT_EXPORTED, notExported)).build();
    }

    private static void write(Archive.Export export, OutputStream out) throws IOException {
        export.writeTo(out);
        export.leftOut()
                .forEach((name, why) ->
                        LOG.warnf("The archive was exported without the cassette '%s': %s", name, why.message()));
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
