package dev.tapedeck.web.api;

import dev.tapedeck.web.gateway.Traffic;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Counts of what went through the door. */
@Path(ApiPaths.STATS)
@Singleton
@NonBlocking
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Traffic", description = "What goes through the door.")
final class StatsResource {
    private final Traffic traffic;

    StatsResource(Traffic traffic) {
        this.traffic = traffic;
    }

    @GET
    @Operation(
            operationId = "getStats",
            summary = "Count the calls",
            description = "Since the start of the process, and by minute for the last hour.")
    @APIResponse(responseCode = "200", description = "The counts.")
    public StatsView get() {
        return StatsView.of(traffic);
    }
}
