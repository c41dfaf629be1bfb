package dev.tapedeck.storage.pipeline;

/** A file that can't be read as documents; the message names it, says why, and what to do. Never leaves this package. */
final class UnusableFile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableFile(String message) {
        // no stack trace: this is an outcome, not a fault of the program
        super(message, null, false, false);
    }
}
