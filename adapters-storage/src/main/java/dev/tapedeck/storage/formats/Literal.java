package dev.tapedeck.storage.formats;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a text without quotes means in YAML 1.1 as PyYAML reads it; {@code true}, {@code false} and {@code null} mean the
 * same in JSON. Dates and the numbers that JSON doesn't have stay text.
 */
final class Literal {
    private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUE = Set.of("true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON");
    private static final Set<String> FALSE = Set.of("false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF");

    private static final int LONGEST_NUMBER = 1_000;
    /** A number of JSON (RFC 8259, section 6). */
    static final Pattern JSON_NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?(?:[eE][-+]?[0-9]++)?");

    private static final Pattern DECIMAL = Pattern.compile(
            "[-+]?(?:0|[1-9][0-9]*+)|[-+]?[0-9]++\\.[0-9]*+(?:[eE][-+][0-9]{1,3})?|\\.[0-9]++(?:[eE][-+][0-9]{1,3})?");
    private static final Pattern OTHER_BASE = Pattern.compile("([-+]?)0(b[01]++|x[0-9a-fA-F]++|[0-7]++)");
    private static final Pattern BASE_60 =
            Pattern.compile("[-+]?(?:[1-9][0-9]*+(?::[0-5]?[0-9]){1,9}+|[0-9]++(?::[0-5]?[0-9]){1,9}+\\.[0-9]*+)");
    /** The numbers that PyYAML knows; underscores may stand in most places. */
    private static final Pattern NUMBER = Pattern.compile("[-+]?(?:0b[01_]++|0x[0-9a-fA-F_]++|0[0-7_]*+|[1-9][0-9_]*+)"
            + "|[-+]?[0-9][0-9_]*+\\.[0-9_]*+(?:[eE][-+][0-9]++)?|\\.[0-9][0-9_]*+(?:[eE][-+][0-9]++)?"
            + "|[-+]?[1-9][0-9_]*+(?::[0-5]?[0-9])++|[-+]?[0-9][0-9_]*+(?::[0-5]?[0-9])++\\.[0-9_]*+");

    private static final BigDecimal SIXTY = BigDecimal.valueOf(60);

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
        if (text.length() > LONGEST_NUMBER || !NUMBER.matcher(text).matches()) {
            return Optional.empty();
        }
        String digits = text.replace("_", "");
        if (DECIMAL.matcher(digits).matches()) {
            return Optional.of(JSON_NUMBER.matcher(text).matches() ? text : new BigDecimal(digits).toString());
        }
        if (BASE_60.matcher(digits).matches()) {
            return Optional.of(ofBase60(digits));
        }
        return OTHER_BASE.matcher(digits).matches() ? Optional.of(ofOtherBase(digits)) : Optional.empty();
    }

    private static String ofBase60(String digits) {
        BigDecimal number = BigDecimal.ZERO;
        for (String part : digits.replaceFirst("^[-+]", "").split(":")) {
            number = number.multiply(SIXTY).add(new BigDecimal(part));
        }
        return (digits.startsWith("-") ? number.negate() : number).toPlainString();
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
