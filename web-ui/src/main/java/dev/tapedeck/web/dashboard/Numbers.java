package dev.tapedeck.web.dashboard;

/** Whole numbers in addresses. */
final class Numbers {
    private static final int MOST_DIGITS = 9;

    private Numbers() {}

    /** The number, or 0 if it is none that counts. */
    static int orZero(String text) {
        boolean digits = !text.isEmpty()
                && text.length() <= MOST_DIGITS
                && text.chars().allMatch(each -> each >= '0' && each <= '9');
        return digits ? Integer.parseInt(text) : 0;
    }
}
