package dev.tapedeck.web.api;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Fails as a programming error would. */
@Path(ApiPaths.ROOT + "/faulty")
class FaultyResource {
    static final String SECRET = "what nobody outside may see";

    @GET
    @Operation(hidden = true)
    public String fail() {
        throw new IllegalStateException(SECRET);
    }
}
