package dev.tapedeck.storage.search;

import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.redaction.Redactor;

/**
 * What an index is made from.
 *
 * @param store the cassettes
 * @param takes whether the store's take ids mean the same after a restart
 * @param redactor keeps secrets out of the index
 */
public record Source(CassetteStore store, Takes takes, Redactor redactor) {
    /** How long the id of a take means that take. */
    public enum Takes {
        /** For ever, as rows of a database do. */
        LASTING,
        /** As long as the process: after a restart a cassette is known again by all that a list shows of it. */
        OF_THIS_PROCESS;

        boolean same(Seen before, Seen now) {
            return switch (this) {
                case LASTING -> before.hasTheTakeOf(now);
                case OF_THIS_PROCESS -> before.looksLike(now);
            };
        }
    }
}
