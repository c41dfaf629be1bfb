package dev.tapedeck.json;

import dev.tapedeck.exchange.Bytes;
import java.util.Optional;

/** x */
public final class JsonText {
    private JsonText() {}

    public static Optional<String> topLevelText(Bytes b, String m) {
        return Optional.empty();
    }
}
