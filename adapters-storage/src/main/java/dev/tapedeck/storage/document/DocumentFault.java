package dev.tapedeck.storage.document;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;

/** Ends the reading of a document that can't be read; never leaves this package. */
final class DocumentFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean corrupt;

    private DocumentFault(boolean corrupt, String message) {
        // no stack trace: this is an outcome, not a fault of the program
        super(message, null, false, false);
        this.corrupt = corrupt;
    }

    /** No JSON in UTF-8 from its first byte to its last. */
    static DocumentFault corrupt(String message) {
        return new DocumentFault(true, message);
    }

    /** JSON, but no cassette document as this version knows it. */
    static DocumentFault refused(String message) {
        return new DocumentFault(false, message);
    }

    boolean corrupt() {
        return corrupt;
    }

    Failure.Unreadable failure() {
        return new Failure.Unreadable(String.valueOf(getMessage()));
    }

    FailedCall rejected() {
        return FailedCall.rejected(failure());
    }
}
