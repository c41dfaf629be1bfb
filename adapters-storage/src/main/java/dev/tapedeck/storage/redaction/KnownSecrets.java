package dev.tapedeck.storage.redaction;

import dev.tapedeck.exchange.Secret;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The credentials that this process has handled, so that they are found wherever they turn up: the configured ones, and
 * the last {@value #MAX_REMEMBERED} that clients sent. Thread-safe.
 */
public final class KnownSecrets {
    /** Shorter values would be found in harmless texts. */
    static final int MIN_LENGTH = 8;

    static final int MAX_REMEMBERED = 500;
    private static final int MAX_LENGTH = 8_192;

    private final Set<String> configured;
    private final Set<String> remembered = new LinkedHashSet<>();
    private volatile KnownForms forms;

    /** @param configured credentials that are never forgotten */
    public KnownSecrets(Collection<Secret> configured) {
        this.configured = new LinkedHashSet<>();
        configured.stream()
                .map(Secret::reveal)
                .filter(value -> value.length() >= MIN_LENGTH)
                .forEach(this.configured::add);
        this.forms = new KnownForms(this.configured);
    }

    /** Remembers a credential; does nothing if it is known or too short to be told from other text. */
    public void remember(String credential) {
        if (credential.length() >= MIN_LENGTH && credential.length() <= MAX_LENGTH && !forms.knows(credential)) {
            add(credential);
        }
    }

    private synchronized void add(String credential) {
        remembered.add(credential);
        if (remembered.size() > MAX_REMEMBERED) {
            remembered.remove(remembered.iterator().next());
        }
        Set<String> all = new LinkedHashSet<>(configured);
        all.addAll(remembered);
        forms = new KnownForms(all);
    }

    /** The forms to look for as of now. */
    KnownForms forms() {
        return forms;
    }
}
