package dev.tapedeck.playbook;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.redaction.Redactor;
import java.util.Optional;

/** Texts as they may be shown and kept: without secrets and control characters, and not too long. */
final class SafeTexts {
    private static final int LONGEST_CAUSE = 200;
    private static final int LONGEST_RESULT = 500;

    private final Redactor redactor;

    SafeTexts(Redactor redactor) {
        this.redactor = redactor;
    }

    /** Why something failed, on one line. */
    String cause(String text) {
        String clean = message(text).replaceAll("\\p{Cntrl}+", " ").strip();
        return clean.length() <= LONGEST_CAUSE ? clean : head(clean, LONGEST_CAUSE - 1) + "…";
    }

    /** What people are told. */
    String message(String text) {
        return redactor.text(text).value();
    }

    /** A JSON document, whole. */
    String json(String json) {
        return redactor.body(Bytes.utf8(json), Optional.of("application/json"))
                .value()
                .text();
    }

    /** What came of something. */
    String result(String text) {
        String clean = message(text);
        return clean.length() <= LONGEST_RESULT
                ? clean
                : "%s… [%d chars total]".formatted(head(clean, LONGEST_RESULT), clean.length());
    }

    /** Never half a character. */
    private static String head(String text, int length) {
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end);
    }
}
