package dev.tapedeck.json;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A double as ECMAScript writes it ({@code Number::toString}): the fewest digits that give the same double back, plain
 * from 1e-6 up to 1e21, else with an exponent.
 */
final class EcmaNumber {
    private static final MathContext ONE_DIGIT = new MathContext(1, RoundingMode.HALF_EVEN);
    private static final int PLAIN_UP_TO = 21;
    private static final int PLAIN_DOWN_TO = -6;

    private EcmaNumber() {}

    /** @param number finite */
    static String text(double number) {
        if (number == 0) {
            return "0";
        }
        String java = Double.toString(number);
        if (java.indexOf('E') < 0) {
            return java.endsWith(".0") ? java.substring(0, java.length() - 2) : java;
        }
        String digits = scaled(new BigDecimal(java).abs().stripTrailingZeros(), Math.abs(number));
        return number < 0 ? "-" + digits : digits;
    }

    private static String scaled(BigDecimal javaDigits, double number) {
        BigDecimal decimal = shortest(javaDigits, number);
        String digits = decimal.unscaledValue().toString();
        int point = digits.length() - decimal.scale();
        if (point > PLAIN_UP_TO || point <= PLAIN_DOWN_TO) {
            return scientific(digits, point - 1);
        }
        if (point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        if (point >= digits.length()) {
            return digits + "0".repeat(point - digits.length());
        }
        return digits.substring(0, point) + "." + digits.substring(point);
    }

    /** Java writes at least two digits, also where one would do: 4.9E-324. */
    private static BigDecimal shortest(BigDecimal decimal, double number) {
        if (decimal.precision() != 2) {
            return decimal;
        }
        BigDecimal shorter = decimal.round(ONE_DIGIT);
        return shorter.doubleValue() == number ? shorter.stripTrailingZeros() : decimal;
    }

    private static String scientific(String digits, int exponent) {
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        return digits.charAt(0) + fraction + (exponent < 0 ? "e-" : "e+") + Math.abs(exponent);
    }
}
