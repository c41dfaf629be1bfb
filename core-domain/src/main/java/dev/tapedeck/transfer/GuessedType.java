package dev.tapedeck.transfer;

import dev.tapedeck.exchange.Bytes;
import java.util.Optional;
import java.util.regex.Pattern;

/** The content type of an answer whose recording kept no headers at all, told by how its body begins. */
final class GuessedType {
    private static final int LOOKED_AT = 64;
    private static final Pattern EVENTS = Pattern.compile("(?s)(data|event|id|retry)?:.*");
    private static final Pattern JSON = Pattern.compile("(?s)\\s*[{\\[].*");

    private GuessedType() {}

    static Optional<String> of(Bytes body) {
        String beginning = body.slice(0, Math.min(LOOKED_AT, body.length())).text();
        if (EVENTS.matcher(beginning).matches()) {
            return Optional.of("text/event-stream");
        }
        return JSON.matcher(beginning).matches() ? Optional.of("application/json") : Optional.empty();
    }
}
