package dev.tapedeck.storage.prices;

/** A text is no list of prices; the message says in which line, and what to do. */
final class BrokenPrices extends Exception {
    private static final long serialVersionUID = 1L;

    BrokenPrices(String message) {
        super(message, null, false, false);
    }

    BrokenPrices(int line, String message) {
        this("Line %d: %s".formatted(line, message));
    }
}
