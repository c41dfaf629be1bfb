package dev.tapedeck.web.api;

import dev.tapedeck.web.resilience.CircuitControl;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why something is done. */
record ReasonRequest(
        @Schema(description = "Kept in the audit log and shown with the transition.", minLength = 1, maxLength = 500)
        String reason) {

    /** The reason, if it is one. */
    String checked() {
        if (!CircuitControl.isReason(reason)) {
            throw Refusal.member(
                    "/reason",
                    "'/reason' must be 1 to %d characters that say why.".formatted(CircuitControl.LONGEST_REASON));
        }
        return reason;
    }
}
