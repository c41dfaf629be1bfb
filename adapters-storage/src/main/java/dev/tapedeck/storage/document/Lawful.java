package dev.tapedeck.storage.document;

import java.util.regex.Pattern;

/**
 * The values that a document may hold where the types of the core hold more. Reader and writer ask the same questions,
 * so that whatever is written can be read. Each method gives its argument back, or throws IllegalArgumentException with
 * what is allowed.
 */
final class Lawful {
    private static final Pattern METHOD = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");
    private static final int MIN_STATUS = 100;
    private static final int MAX_STATUS = 999;
    private static final int LONGEST_HEADER_NAME = 256;

    private Lawful() {}

    static int number(int number) {
        require(number >= 1, "A number is at least 1.");
        return number;
    }

    static long millis(long millis) {
        require(millis >= 0, "Milliseconds are at least 0.");
        return millis;
    }

    static int attempts(int attempts) {
        require(attempts >= 0, "The number of attempts is at least 0.");
        return attempts;
    }

    static int status(int status) {
        require(status >= MIN_STATUS && status <= MAX_STATUS, "An HTTP status is 100 to 999.");
        return status;
    }

    static String method(String method) {
        require(METHOD.matcher(method).matches(), "An HTTP method is a word of at most 128 letters, such as POST.");
        return method;
    }

    static String path(String target) {
        require(target.startsWith("/"), "A path begins with '/'.");
        return target;
    }

    static String headerName(String name) {
        require(
                !name.isEmpty() && name.length() <= LONGEST_HEADER_NAME,
                "The name of a header has 1 to %d characters.".formatted(LONGEST_HEADER_NAME));
        return name;
    }

    private static void require(boolean kept, String rule) {
        if (!kept) {
            throw new IllegalArgumentException(rule);
        }
    }
}
