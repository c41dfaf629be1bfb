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

    private Lawful() {}

    static int number(int number) {
        require(number >= 1, "must be at least 1");
        return number;
    }

    static long millis(long millis) {
        require(millis >= 0, "must be at least 0");
        return millis;
    }

    static int attempts(int attempts) {
        require(attempts >= 0, "must be at least 0");
        return attempts;
    }

    static int status(int status) {
        require(status >= MIN_STATUS && status <= MAX_STATUS, "must be an HTTP status, 100 to 999");
        return status;
    }

    static String method(String method) {
        require(METHOD.matcher(method).matches(), "must be an HTTP method, such as POST");
        return method;
    }

    static String path(String target) {
        require(target.startsWith("/"), "must begin with '/'");
        return target;
    }

    private static void require(boolean kept, String rule) {
        if (!kept) {
            throw new IllegalArgumentException(rule);
        }
    }
}
