package dev.tapedeck.storage.redaction;

import java.util.Optional;

/** Looks whether there is a secret where one of its literals stands. */
interface Detector {
    /**
     * @param at where the literal begins; a secret found doesn't begin before it
     * @param budget pays for the work
     */
    Optional<Hit> at(String text, int at, Budget budget);
}
