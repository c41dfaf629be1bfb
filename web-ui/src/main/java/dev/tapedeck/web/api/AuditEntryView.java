package dev.tapedeck.web.api;

import dev.tapedeck.audit.AuditEntry;
import dev.tapedeck.audit.AuditLog;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A change that somebody made. */
record AuditEntryView(
        long number,
        Instant at,

        @Schema(description = "Who asked for it, and from which address.")
        String who,

        @Schema(description = "`circuit.reset`, `circuit.open`, `circuit.close`, `policy.put` or `policy.delete`.")
        String action,

        @Schema(description = "The circuit or the service.") String target,

        @Schema(description = "Why, in the words of who did it; empty where nobody asks for it.")
        String reason,

        @Schema(description = "What it consisted in; empty if the action says it all.")
        String details) {
    static AuditEntryView of(AuditLog.Written written) {
        AuditEntry entry = written.entry();
        return new AuditEntryView(
                written.number(),
                entry.at(),
                entry.who(),
                entry.action(),
                entry.target(),
                entry.reason(),
                entry.details());
    }
}
