package dev.tapedeck.playbook;

/** A placeholder that leads to nothing, or to what can't be written or kept; the message is for people. Fails the step. */
final class Unresolved extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String message;

    Unresolved(String message) {
        // no stack trace: this is an outcome, not a fault of the program
        super(message, null, false, false);
        this.message = message;
    }

    String message() {
        return message;
    }
}
