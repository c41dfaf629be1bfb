package dev.tapedeck.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.Mode;
import dev.tapedeck.cassette.OnExhausted;
import dev.tapedeck.cassette.SessionSpec;
import dev.tapedeck.cassette.Speed;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a session is opened with. */
record SessionRequest(
        @Schema(description = "The cassette's name; made in a mode that records, if it isn't there.")
        String cassette,

        @Schema(
                description = "What happens to calls.",
                enumeration = {"off", "record", "replay", "auto", "fallback"})
        String mode,

        @Schema(
                description = "What happens when everything that matches a call was handed out.",
                enumeration = {"fail", "repeat-last", "rewind"},
                defaultValue = "fail")
        Optional<String> onExhausted,

        @Schema(
                description = "How fast the tape is played: `instant`, `realtime`, or a factor such as 4.0.",
                defaultValue = "instant",
                implementation = Object.class)
        Optional<JsonNode> speed,

        @Schema(
                description = "With mode `record`: a new take, which replaces the old one when the session closes.",
                defaultValue = "false")
        Optional<Boolean> fresh) {

    SessionSpec spec() {
        return new SessionSpec(
                new CassetteName(cassette),
                Choice.of("mode", mode, Mode.values(), Mode::id),
                onExhausted
                        .map(rule -> Choice.of("onExhausted", rule, OnExhausted.values(), OnExhausted::id))
                        .orElse(OnExhausted.FAIL),
                speed.filter(given -> !given.isNull())
                        .map(SessionRequest::speed)
                        .orElse(Speed.INSTANT),
                fresh.orElse(false));
    }

    private static Speed speed(JsonNode given) {
        if (!given.isTextual() && !given.isNumber()) {
            throw Refusal.member("/speed", "'/speed' must be instant, realtime, or a factor above 0 such as 4.0.");
        }
        return Speed.parse(given.asText());
    }
}
