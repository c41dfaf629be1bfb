package dev.tapedeck.web.api;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.transfer.ImportChoices;
import dev.tapedeck.transfer.Imports;
import dev.tapedeck.web.transfer.Upload;
import dev.tapedeck.web.transfer.Uploads;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Bringing recordings into a cassette. */
@Path(ApiPaths.IMPORT)
@Singleton
@RunOnVirtualThread
@Tag(name = "Import and export", description = "Bringing recordings in and out.")
final class ImportResource {
    private final Imports imports;
    private final Uploads uploads;
    private final CassetteStore store;
    private final IdempotencyKeys keys;

    ImportResource(Imports imports, Uploads uploads, CassetteStore store, IdempotencyKeys keys) {
        this.imports = imports;
        this.uploads = uploads;
        this.store = store;
        this.keys = keys;
    }

    /** What makes two requests the same: compared by value. */
    private record Asked(String name, ImportChoices choices, String fingerprint) {}

    @POST
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "importCassette", summary = "Import a file", description = """
                    The body is the file itself, of any content type (or a form with one file). Its format is found by its \
                    content: a cassette of Tapedeck, VCR.py, VCR for Ruby and R, go-vcr, HAR, WireMock, nock, httprr, \
                    LangChain, Datadog's test agent, gzipped or not. \
                    The cassette is made if it isn't there. The file comes in whole or not at all.""")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema =
                                    @Schema(
                                            type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING,
                                            format = "binary"),
                            example = "interactions:\n- request: …"))
    @APIResponseSchema(
            value = ImportView.class,
            responseCode = "201",
            responseDescription = "What came of it. The cassette was made; its address is in `Location`.")
    @APIResponse(
            responseCode = "200",
            description =
                    "What came of it. The cassette was there, or all records of the file were skipped and none was made.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ImportView.class)))
    @APIResponse(responseCode = "409", ref = ApiDocument.CONFLICT)
    @APIResponse(responseCode = "412", ref = ApiDocument.CHANGED)
    @APIResponse(responseCode = "413", ref = ApiDocument.TOO_LARGE)
    public RestResponse<ImportView> bring(
            @PathParam("name") String name,
            @QueryParam("existing") @DefaultValue(ExistingChoice.USUAL) ExistingChoice existing,
            @QueryParam("provider") Optional<String> provider,
            @QueryParam("file") Optional<String> file,
            @HeaderParam(IdempotencyKeys.HEADER) Optional<String> key,
            @HeaderParam(HttpHeaders.IF_MATCH) Optional<String> version,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @DefaultValue("") String contentType,
            @Context UriInfo uri,
            InputStream body) {
        CassetteName cassette = new CassetteName(name);
        ImportChoices choices = new ImportChoices(existing.existing(), provider.map(ProviderName::new));
        CassetteVersion.check(version, () -> Recordings.cassette(store, name));
        try (Upload upload = uploads.receive(body, contentType, file.orElse("upload"))) {
            if (upload.files().size() > 1) {
                throw new Refusal(
                        Problem.INVALID_REQUEST, "The form has several files: send each to a cassette of its own.");
            }
            Asked asked = new Asked(name, choices, upload.fingerprint());
            ImportView view = keys.once(
                    ImportView.class,
                    key,
                    asked,
                    () -> ImportView.of(imports.bring(upload.files().getFirst(), cassette, choices)));
            return answer(view, uri);
        }
    }

    private static RestResponse<ImportView> answer(ImportView view, UriInfo uri) {
        return view.created()
                ? RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, view)
                        .location(ApiPaths.below(uri, ApiPaths.CASSETTES, view.cassette()))
                        .build()
                : RestResponse.ok(view);
    }
}
