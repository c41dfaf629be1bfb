package dev.tapedeck.storage.formats;

/** Why a file isn't read, and where; the boundary of this room turns it into a failure that names the file. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String place;
    private final String message;
    private final boolean oneRecord;

    /**
     * @param place where in the file; empty if it is the whole of it
     * @param message what is wrong and what can be done, without any of the content
     */
    Refusal(String place, String message) {
        this(place, message, false);
    }

    private Refusal(String place, String message, boolean oneRecord) {
        // no stack trace: this is an outcome, not a fault of the program
        super(message, null, false, false);
        this.place = place;
        this.message = message;
        this.oneRecord = oneRecord;
    }

    /** Why one record isn't taken; the rest of the file may be. */
    static Refusal ofRecord(String place, String message) {
        return new Refusal(place, message, true);
    }

    boolean isOfOneRecord() {
        return oneRecord;
    }

    String message() {
        return message;
    }

    String place() {
        return place;
    }
}
