package dev.tapedeck.web.api;

import dev.tapedeck.cassette.SessionWarning;

/** A secret found in an answer that a session recorded: it stands on the tape as it was. */
record WarningView(int interaction, String rule, String location) {
    static WarningView of(SessionWarning warning) {
        return new WarningView(
                warning.interaction(),
                warning.finding().rule(),
                warning.finding().location());
    }
}
