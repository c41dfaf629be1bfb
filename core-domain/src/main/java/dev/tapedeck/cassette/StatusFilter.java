package dev.tapedeck.cassette;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The HTTP statuses that are wanted.
 *
 * @param first the lowest one
 * @param last the highest one, not below the first
 */
public record StatusFilter(int first, int last) {
    private static final Pattern CODE = Pattern.compile("[1-5][0-9]{2}");
    private static final Pattern CLASS = Pattern.compile("[1-5]xx");
    private static final int CLASS_SIZE = 100;

    public StatusFilter {
        if (first > last) {
            throw new IllegalArgumentException("No status lies between %d and %d.".formatted(first, last));
        }
    }

    /** Reads {@code 404} or {@code 4xx}; nothing if the text is neither. */
    public static Optional<StatusFilter> parse(String text) {
        if (CODE.matcher(text).matches()) {
            int code = Integer.parseInt(text);
            return Optional.of(new StatusFilter(code, code));
        }
        if (CLASS.matcher(text).matches()) {
            int first = (text.charAt(0) - '0') * CLASS_SIZE;
            return Optional.of(new StatusFilter(first, first + CLASS_SIZE - 1));
        }
        return Optional.empty();
    }

    /** {@code 404} or {@code 4xx}, as it is read. */
    @Override
    public String toString() {
        return first == last ? String.valueOf(first) : first / CLASS_SIZE + "xx";
    }
}
