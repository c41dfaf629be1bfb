package dev.tapedeck.redaction;

import java.util.List;

/**
 * What a redactor made of a value.
 *
 * @param value the value without secrets; the very input if there was nothing to find
 * @param findings what was found, in order
 */
public record Redaction<T>(T value, List<Finding> findings) {
    public Redaction {
        findings = List.copyOf(findings);
    }

    /** A value in which nothing was found. */
    public static <T> Redaction<T> clean(T value) {
        return new Redaction<>(value, List.of());
    }
}
