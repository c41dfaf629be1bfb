package dev.tapedeck.storage.formats;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a text without quotes means in JSON, and in YAML 1.1 as PyYAML reads it. Dates, numbers of base 60 and those
 * that JSON doesn't have stay text.
 */
final class Literal {
    private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUE = Set.of("true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON");
    private static final Set<String> FALSE = Set.of("false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF");

    private static final int LONGEST_NUMBER = 1_000;
    private static final Pattern JSON_NUMBER =
            Pattern.compile("-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?(?:[eE][-+]?[0-9]++)?");
    private static final Pattern YAML_NUMBER = Pattern.compile(
            "[-+]?(?:[1-9][0-9]*+|[0-9]++\\.[0-9]*+(?:[eE][-+][0-9]{1,3})?|\\.[0-9]++(?:[eE][-+][0-9]{1,3})?)");
    private static final Pattern OTHER_BASE = Pattern.compile("([-+]?)0(b[01]++|x[0-9a-fA-F]++|[0-7]++)");

    private Literal() {}

    /** The number, {@code true}, {@code false} or {@code null} that it is in JSON; empty if it is a text. */
    static Optional<String> json(String text) {
        if (NULL.contains(text)) {
            return Optional.of("null");
        }
        if (TRUE.contains(text)) {
            return Optional.of("true");
        }
        return FALSE.contains(text) ? Optional.of("false") : number(text);
    }

    private static Optional<String> number(String text) {
        if (text.length() > LONGEST_NUMBER || text.startsWith("_")) {
            return Optional.empty();
        }
        if (JSON_NUMBER.matcher(text).matches()) {
            return Optional.of(text);
        }
        String digits = text.replace("_", "");
        if (YAML_NUMBER.matcher(digits).matches()) {
            return Optional.of(new BigDecimal(digits).toString());
        }
        return OTHER_BASE.matcher(digits).matches() ? Optional.of(ofOtherBase(digits)) : Optional.empty();
    }

    private static String ofOtherBase(String digits) {
        String magnitude = digits.replaceFirst("^[-+]?0", "");
        BigInteger number = switch (magnitude.charAt(0)) {
            case 'b' -> new BigInteger(magnitude.substring(1), 2);
            case 'x' -> new BigInteger(magnitude.substring(1), 16);
            default -> new BigInteger(magnitude, 8);
        };
        return (digits.startsWith("-") ? number.negate() : number).toString();
    }
}
