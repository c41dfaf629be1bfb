package dev.tapedeck.cassette;

import dev.tapedeck.redaction.Finding;

/**
 * Something about an interaction that a session recorded: a secret found in its answer, which stands on the tape as it
 * was, or that its outcome couldn't be stored.
 */
public record SessionWarning(int interaction, Finding finding) {
    static SessionWarning notStored(int interaction) {
        return new SessionWarning(interaction, new Finding("not-stored", "outcome"));
    }
}
