package dev.tapedeck.web.api;

import dev.tapedeck.audit.AuditLog;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The changes that people made. */
@Path(ApiPaths.AUDIT)
@Singleton
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Audit", description = "Who changed what, and why.")
final class AuditResource {
    private final AuditLog log;

    AuditResource(AuditLog log) {
        this.log = log;
    }

    @GET
    @Operation(
            operationId = "listChanges",
            summary = "List the changes",
            description =
                    "Newest first: what was done to circuits, and policies set and deleted. Each node keeps its own.")
    @APIResponse(responseCode = "200", description = "A part of the list.")
    public PageView<AuditEntryView> list(
            @QueryParam("limit") @DefaultValue(Limit.USUAL) Limit limit, @QueryParam("after") Optional<String> after) {
        long place = after.map(NumberPlace::parse).map(Integer::longValue).orElse(AuditLog.END);
        return PageView.of(
                log.before(place, limit.andOneMore()),
                limit,
                written -> Long.toString(written.number()),
                AuditEntryView::of);
    }
}
