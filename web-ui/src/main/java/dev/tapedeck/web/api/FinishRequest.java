package dev.tapedeck.web.api;

import dev.tapedeck.run.InvalidRun;
import dev.tapedeck.run.RunEnd;
import dev.tapedeck.run.RunStatus;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a run is to end. */
record FinishRequest(
        @Schema(enumeration = {"completed", "failed", "timeout", "terminated"})
        String status,

        @Schema(description = "In your words.") Optional<String> summary,

        @Schema(description = "Why it ended as it did.") Optional<String> reason) {

    RunEnd end() {
        RunStatus wanted = Choice.of("status", status, RunStatus.values(), RunStatus::id);
        try {
            return new RunEnd(wanted, reason, summary);
        } catch (InvalidRun noEnd) {
            throw Refusal.member("/status", String.valueOf(noEnd.getMessage()));
        }
    }
}
