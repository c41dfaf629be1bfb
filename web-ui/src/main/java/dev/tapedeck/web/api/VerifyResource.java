package dev.tapedeck.web.api;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.transfer.Verification;
import dev.tapedeck.transfer.Verifier;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Checking a cassette. */
@Path(ApiPaths.VERIFY)
@Singleton
@RunOnVirtualThread
@Tag(name = "Cassettes", description = "What is recorded, by name.")
final class VerifyResource {
    private final Verifier verifier;

    VerifyResource(Verifier verifier) {
        this.verifier = verifier;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "verifyCassette",
            summary = "Verify a cassette",
            description =
                    "Whether every interaction can be read, has the key of its request, and holds no secret. Tells where, never what.")
    @APIResponse(responseCode = "200", description = "What was found; `passed` if there is no problem.")
    @APIResponse(
            responseCode = "409",
            description = "With `strict`: there is a problem.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = VerificationView.class)))
    public RestResponse<VerificationView> verify(
            @PathParam("name") String name, @QueryParam("strict") @DefaultValue("false") Strict strict) {
        Verification found = verifier.verify(new CassetteName(name));
        boolean refused = strict.set() && !found.passed();
        return RestResponse.status(
                refused ? RestResponse.Status.CONFLICT : RestResponse.Status.OK, VerificationView.of(found));
    }
}
