package dev.tapedeck.web.api;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.transfer.Exports;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Taking a cassette out as a file. */
@Path(ApiPaths.EXPORT)
@Singleton
@RunOnVirtualThread
@Tag(name = "Import and export", description = "Bringing recordings in and out.")
final class ExportResource {
    private final Exports exports;

    ExportResource(Exports exports) {
        this.exports = exports;
    }

    @GET
    @Streamed
    @Produces({MediaType.APPLICATION_JSON, Attachment.YAML})
    @Operation(operationId = "exportCassette", summary = "Export a cassette", description = """
                    As a file of one of the formats `tapedeck` (in which nothing is lost), `vcr`, `go-vcr` and `har`. The other \
                    tools' formats keep no lanes, keys and chunks, and no call without an answer. Requests are redacted once more.""")
    @APIResponse(
            responseCode = "200",
            description = "The file.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        example = "{\"format\":\"tapedeck-cassette\",\"version\":1,\"name\":\"checkout\"}"),
                @Content(mediaType = Attachment.YAML, example = "interactions:\n- request: …")
            })
    public Response export(
            @PathParam("name") String name, @QueryParam("format") @DefaultValue(Exports.TAPEDECK) String format) {
        Exports.Export export = exports.export(new CassetteName(name), format);
        return Attachment.of(export.fileName(), export::writeTo);
    }
}
