package dev.tapedeck.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.run.RunEntry;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Something that an agent did. */
record ActionRequest(
        @Schema(description = "By which tool.", examples = "browser")
        String tool,

        @Schema(description = "What it did.", examples = "click")
        String action,

        @Schema(
                description = "What it was given: any JSON. Secrets are taken out, long texts cut.",
                implementation = Object.class)
        Optional<JsonNode> input,

        @Schema(description = "Whether it worked; true, if there is no `error`.")
        Optional<Boolean> success,

        @Schema(description = "What came of it.") Optional<String> resultText,

        @Schema(description = "Why nothing did.") Optional<String> error,

        @Schema(minimum = "0", maximum = "31536000000", description = "At most a year.")
        Optional<Long> durationMs) {
    private static final long LONGEST = Duration.ofDays(365).toMillis();

    /** @throws Refusal that names the member that can't be taken */
    RunEntry.Action content() {
        if (durationMs.filter(millis -> millis < 0 || millis > LONGEST).isPresent()) {
            throw Refusal.member("/durationMs", "'/durationMs' must be 0 to %d, a year.".formatted(LONGEST));
        }
        return new RunEntry.Action(
                tool,
                action,
                input.filter(given -> !given.isNull()).map(JsonNode::toString),
                success.orElse(error.isEmpty()),
                resultText,
                error,
                durationMs.map(Duration::ofMillis));
    }
}
