package dev.tapedeck.storage.search;

/** Takes out what nobody searches for: images and other bytes written as base64, and the like. */
final class Blobs {
    /** No word, name or address is longer than this without a sign between. */
    private static final int LONGEST = 200;

    private Blobs() {}

    /** The text with a blank in place of each run of more than {@value #LONGEST} letters, digits, {@code +/_=-}. */
    static String without(String text) {
        StringBuilder kept = null;
        int copied = 0;
        int start = 0;
        for (int at = 0; at <= text.length(); at++) {
            if (at < text.length() && isOfABlob(text.charAt(at))) {
                continue;
            }
            if (at - start > LONGEST) {
                kept = kept == null ? new StringBuilder() : kept;
                kept.append(text, copied, start).append(' ');
                copied = at;
            }
            start = at + 1;
        }
        return kept == null ? text : kept.append(text, copied, text.length()).toString();
    }

    private static boolean isOfABlob(char sign) {
        return (sign >= 'a' && sign <= 'z')
                || (sign >= 'A' && sign <= 'Z')
                || (sign >= '0' && sign <= '9')
                || "+/_=-".indexOf(sign) >= 0;
    }
}
