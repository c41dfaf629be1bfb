package dev.tapedeck.storage.document;

import dev.tapedeck.cassette.Ending;

/** The second half of an interaction: a call that has ended. */
public record NumberedEnding(int number, Ending ending) {}
