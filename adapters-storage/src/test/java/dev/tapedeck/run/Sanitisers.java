package dev.tapedeck.run;

import dev.tapedeck.storage.redaction.DefaultRedactor;
import dev.tapedeck.storage.redaction.KnownSecrets;
import java.util.List;

/** The one that the application has. */
final class Sanitisers {
    private Sanitisers() {}

    static Sanitiser real() {
        return new Sanitiser(new DefaultRedactor(new byte[] {1}, new KnownSecrets(List.of())));
    }
}
