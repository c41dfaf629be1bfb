package dev.tapedeck.exchange;

import java.util.List;
import java.util.regex.Pattern;

/**
 * By what a request that creates something is known when it is sent again, so that it creates only once.
 *
 * @param text the caller's own name for the request: 1 to 255 visible ASCII characters
 * @param asked what it asked for, as a SHA-256 in lower-case hex digits
 */
public record IdempotencyKey(String text, String asked) {
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,255}");

    public IdempotencyKey {
        if (!isKey(text)) {
            throw new IllegalArgumentException("A key must be 1 to 255 visible ASCII characters.");
        }
    }

    /** Whether this may be a caller's name for a request. */
    public static boolean isKey(String text) {
        return FORM.matcher(text).matches();
    }

    /** @param asked what it asks for, part by part */
    public static IdempotencyKey of(String text, List<String> asked) {
        return new IdempotencyKey(text, Digests.of(asked));
    }

    /** A request bears the key of another one, which asked for something else. */
    public static final class Reused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Reused(IdempotencyKey key) {
            super(
                    "The key '%s' came with another request before. Take a new key.".formatted(key.text()),
                    null,
                    false,
                    false);
        }
    }
}
