package dev.tapedeck.json;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * What became of bytes that were to be brought into the canonical form of RFC 8785: members sorted by UTF-16 code
 * units, numbers in ECMAScript's shortest form, strings with the fewest escapes, no white space. Text is never trimmed
 * or normalised.
 */
public sealed interface CanonicalJson {
    /** How many arrays and objects may stand inside each other. */
    int MAX_DEPTH = 200;

    /** The canonical form of one JSON document, in one pass and in time linear in its length. */
    static CanonicalJson of(byte[] json) {
        return of(json, Edits.NONE);
    }

    /** The canonical form of one JSON document after these edits, which cost nothing where there are none. */
    static CanonicalJson of(byte[] json, Edits edits) {
        return CanonicalWriter.write(json, edits);
    }

    /** The canonical form. It is empty only if the edits drop the whole document. */
    final class Text implements CanonicalJson {
        private final byte[] buffer;
        private final int length;

        @SuppressWarnings("ArrayIsStoredDirectly")
        Text(byte[] buffer, int length) {
            this.buffer = buffer;
            this.length = length;
        }

        /** The length in bytes. */
        public int length() {
            return length;
        }

        /** Feeds the canonical bytes to the digest without copying them. */
        public void digest(MessageDigest digest) {
            digest.update(buffer, 0, length);
        }

        /** A copy of the canonical bytes, in UTF-8. */
        public byte[] bytes() {
            return Arrays.copyOf(buffer, length);
        }

        @Override
        public String toString() {
            return new String(buffer, 0, length, StandardCharsets.UTF_8);
        }
    }

    /**
     * No JSON that has a canonical form: broken, followed by something else, not UTF-8, with a member twice in one
     * object, a lone surrogate, a number beyond the range of a double, or a name or number of over 1,000 characters.
     *
     * @param reason what is wrong, without any of the content
     * @param offset about where, in bytes from the start
     */
    record NotJson(String reason, long offset) implements CanonicalJson {}

    /**
     * Nested deeper than {@value #MAX_DEPTH} arrays and objects; nothing after that place was looked at.
     *
     * @param offset where the first bracket beyond the limit stands, in bytes from the start
     */
    record TooDeep(long offset) implements CanonicalJson {}
}
