package dev.tapedeck.storage.formats;

/** Why a file isn't read, and where; the boundary of this room turns it into a failure that names the file. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String place;
    private final String message;

    /**
     * @param place where in the file; empty if it is the whole of it
     * @param message what is wrong and what can be done, without any of the content
     */
    Refusal(String place, String message) {
        // no stack trace: this is an outcome, not a fault of the program
        super(message, null, false, false);
        this.place = place;
        this.message = message;
    }

    String message() {
        return message;
    }

    String place() {
        return place;
    }
}
