package dev.tapedeck.web.dashboard;

import io.quarkus.qute.TemplateExtension;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Figures as people read them; in templates {@code {fmt:bytes(size)}} and so on. */
@TemplateExtension(namespace = "fmt")
public final class Figures {
    private static final int KILO = 1024;
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final int SIGNIFICANT = 3;

    private static final Pattern BETWEEN_WORDS = Pattern.compile("(?<=[-_.])(?=[^-_.])|(?<=[a-z0-9])(?=[A-Z])");

    private Figures() {}

    /** The words of a name, each with the {@code -}, {@code _} or {@code .} after it: between them a line may break. */
    public static List<String> parts(String name) {
        return BETWEEN_WORDS.splitAsStream(name).toList();
    }

    /** {@code 512 B}, {@code 1.5 KB}, {@code 3.2 MB}. */
    public static String bytes(Number count) {
        if (count.longValue() < KILO) {
            return count + " B";
        }
        double kilo = count.doubleValue() / KILO;
        return kilo < KILO ? oneDigit(kilo, "KB") : oneDigit(kilo / KILO, "MB");
    }

    private static String oneDigit(double value, String unit) {
        return value < 100
                ? String.format(Locale.ROOT, "%.1f %s", value, unit)
                : String.format(Locale.ROOT, "%,.0f %s", value, unit);
    }

    /** {@code 12,345}. */
    public static String count(Number count) {
        return String.format(Locale.ROOT, "%,d", count.longValue());
    }

    /** {@code 1 cassette}, {@code 12 cassettes}. */
    public static String plural(Number count, String noun) {
        return count(count) + " " + noun + (count.longValue() == 1 ? "" : "s");
    }

    /** {@code 1 match}, {@code 12 matches}. */
    public static String plural(Number count, String one, String several) {
        return count(count) + " " + (count.longValue() == 1 ? one : several);
    }

    /** {@code $0}, {@code $0.00045}, {@code $0.0123}, {@code $12.34}, {@code $1,204.50}. */
    public static String dollars(BigDecimal amount) {
        if (amount.signum() == 0) {
            return "$0";
        }
        if (amount.abs().compareTo(BigDecimal.ONE) >= 0) {
            return String.format(Locale.ROOT, "$%,.2f", amount);
        }
        return "$"
                + amount.round(new MathContext(SIGNIFICANT))
                        .stripTrailingZeros()
                        .toPlainString();
    }

    /** {@code 812 ms}, {@code 1.2 s}, {@code 2 min 3 s}, {@code 1 h 20 min}. */
    public static String millis(Number time) {
        long millis = time.longValue();
        if (millis < SECOND) {
            return millis + " ms";
        }
        if (millis < MINUTE) {
            return String.format(Locale.ROOT, "%.1f s", millis / (double) SECOND);
        }
        return millis < HOUR
                ? "%d min %d s".formatted(millis / MINUTE, millis % MINUTE / SECOND)
                : "%d h %d min".formatted(millis / HOUR, millis % HOUR / MINUTE);
    }

    /** {@code 85 µs}, {@code 1.4 ms}, then as {@link #millis}. */
    public static String micros(Number time) {
        long micros = time.longValue();
        if (micros < 1_000) {
            return micros + " µs";
        }
        return micros < 100_000
                ? String.format(Locale.ROOT, "%.1f ms", micros / 1e3)
                : millis(Math.round(micros / 1e3));
    }
}
