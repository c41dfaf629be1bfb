package dev.tapedeck.web.dashboard;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.ProviderRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A recorded request as a command to paste into a shell: through the gateway, without a key. */
final class CurlCommand {
    private static final int LONGEST_BODY = 16 * 1024;

    private CurlCommand() {}

    static String of(CassetteName cassette, Interaction interaction, String base) {
        ProviderRequest request = interaction.ticket().request();
        List<String> parts = new ArrayList<>();
        parts.add("curl -sS -X %s %s"
                .formatted(request.method(), quoted(base + "/llm/" + request.provider() + request.target())));
        request.headers().contentType().ifPresent(type -> parts.add("-H " + quoted("content-type: " + type)));
        credential(request.dialect()).ifPresent(header -> parts.add("-H " + header));
        parts.add("-H " + quoted("Tapedeck-Cassette: " + cassette));
        parts.add("-H 'Tapedeck-Mode: replay'");
        parts.add("-H " + quoted("Tapedeck-Lane: " + interaction.ticket().lane()));
        body(cassette, interaction, base).ifPresent(parts::add);
        return String.join(" \\\n  ", parts);
    }

    private static Optional<String> credential(Dialect dialect) {
        return switch (dialect) {
            case OPENAI -> Optional.of("\"Authorization: Bearer $OPENAI_API_KEY\"");
            case ANTHROPIC -> Optional.of("\"x-api-key: $ANTHROPIC_API_KEY\"");
            case GEMINI -> Optional.of("\"x-goog-api-key: $GEMINI_API_KEY\"");
            case GENERIC -> Optional.empty();
        };
    }

    /** The body itself, or where to fetch it if it is too long for a command line or no text. */
    private static Optional<String> body(CassetteName cassette, Interaction interaction, String base) {
        ProviderRequest request = interaction.ticket().request();
        if (request.body().isEmpty()) {
            return Optional.empty();
        }
        if (request.body().length() > LONGEST_BODY || request.body().validText().isEmpty()) {
            return Optional.of("--data-binary @<(curl -sS %s)"
                    .formatted(quoted("%s/api/v1/cassettes/%s/interactions/%d/raw/request"
                            .formatted(base, cassette, interaction.number()))));
        }
        return Optional.of("--data-raw " + quoted(request.body().text()));
    }

    /** In single quotes, within which a shell changes nothing. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
