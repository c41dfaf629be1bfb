package dev.tapedeck.playbook;

import dev.tapedeck.exchange.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The published JSON Schema of a playbook's text, for editors and for those who write playbooks by program. */
public final class PlaybookSchema {
    private static final Bytes TEXT = read();

    private PlaybookSchema() {}

    /** JSON Schema 2020-12. */
    public static Bytes text() {
        return TEXT;
    }

    private static Bytes read() {
        try (InputStream in =
                Objects.requireNonNull(PlaybookSchema.class.getResourceAsStream("playbook.schema.json"))) {
            return Bytes.wrap(in.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
