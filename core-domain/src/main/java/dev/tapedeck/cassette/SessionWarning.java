package dev.tapedeck.cassette;

import dev.tapedeck.redaction.Finding;

/** A secret found in an answer that a session recorded: it stands on the tape as it was. */
public record SessionWarning(int interaction, Finding finding) {}
