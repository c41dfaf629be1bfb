package dev.tapedeck.web.api;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.transfer.Copies;
import dev.tapedeck.transfer.Existing;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Copying a cassette to another store. */
@Path(ApiPaths.COPY)
@Singleton
@RunOnVirtualThread
@Tag(name = "Import and export", description = "Bringing recordings in and out.")
final class CopyResource {
    private final Copies copies;

    CopyResource(Copies copies) {
        this.copies = copies;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "copyCassette",
            summary = "Copy a cassette to another store",
            description =
                    "From the store in use to `file` or `database`, with the same numbers, keys, times and bytes. The cassette stays here too.")
    @APIResponse(responseCode = "200", description = "The copy.")
    @APIResponse(responseCode = "409", ref = ApiDocument.CONFLICT)
    public CopyView copy(
            @PathParam("name") String name,
            @QueryParam("to") @DefaultValue("") String to,
            @QueryParam("existing") @DefaultValue(ExistingChoice.USUAL) ExistingChoice existing) {
        if (existing.existing() == Existing.APPEND) {
            throw Refusal.parameter("existing", "A copy is not appended: 'existing' must be refuse or replace.");
        }
        return CopyView.of(copies.copy(new CassetteName(name), to, existing.existing() == Existing.REPLACE));
    }
}
