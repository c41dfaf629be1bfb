package dev.tapedeck.web.api;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.transfer.Verifier;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

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
    public VerificationView verify(@PathParam("name") String name) {
        return VerificationView.of(verifier.verify(new CassetteName(name)));
    }
}
