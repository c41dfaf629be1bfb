package dev.tapedeck.build;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * US dollars, exact to a billionth: the price of one token of the cheapest models.
 *
 * @param nanos billionths of a dollar
 */
public record Money(long nanos) implements Comparable<Money> {
    public static final Money ZERO = new Money(0);

    private static final int DIGITS = 9;

    /** @param dollars rounded to a billionth */
    public static Money dollars(BigDecimal dollars) {
        return new Money(
                dollars.movePointRight(DIGITS).setScale(0, RoundingMode.HALF_UP).longValueExact());
    }

    public BigDecimal dollars() {
        return BigDecimal.valueOf(nanos, DIGITS);
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(nanos, other.nanos));
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(nanos, other.nanos));
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(nanos, other.nanos);
    }
}
