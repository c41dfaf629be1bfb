package dev.tapedeck.cassette;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import java.time.Duration;

/**
 * How fast a tape is played.
 *
 * @param factor 1 for the recorded timing, 4 for four times as fast; 0 for no waiting at all
 */
public record Speed(double factor) {
    public static final Speed INSTANT = new Speed(0);
    public static final Speed REALTIME = new Speed(1);
    private static final double FASTEST = 1_000_000;

    public Speed {
        if (!(factor >= 0 && factor <= FASTEST)) {
            throw invalid(String.valueOf(factor));
        }
    }

    /** {@code instant}, {@code realtime}, or a factor above 0 such as {@code 4.0}. */
    public static Speed parse(String text) {
        return switch (text) {
            case "instant" -> INSTANT;
            case "realtime" -> REALTIME;
            default -> ofFactor(text);
        };
    }

    private static Speed ofFactor(String text) {
        try {
            double factor = Double.parseDouble(text);
            if (factor > 0) {
                return new Speed(factor);
            }
        } catch (NumberFormatException notANumber) {
            throw invalid(text);
        }
        throw invalid(text);
    }

    private static FailedCall invalid(String text) {
        return FailedCall.rejected(new Failure.Invalid(
                "speed",
                "Speed '%s' is unknown: use instant, realtime, or a factor above 0 such as 4.0.".formatted(text)));
    }

    public boolean isInstant() {
        return factor == 0;
    }

    /** How long what took {@code recordedMillis} takes at this speed. */
    Duration scaled(long recordedMillis) {
        return isInstant() ? Duration.ZERO : Duration.ofNanos(Math.round(recordedMillis * 1e6 / factor));
    }

    @Override
    public String toString() {
        return isInstant() ? "instant" : factor == 1 ? "realtime" : String.valueOf(factor);
    }
}
