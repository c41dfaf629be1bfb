package dev.tapedeck.storage.formats;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Points and spans of time in the forms in which recorders write them. What can't be read is as good as not said. */
final class Moments {
    private static final DateTimeFormatter SPACED = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final List<Function<String, Instant>> FORMS = List.of(
            text -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from),
            text -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from),
            text -> LocalDateTime.parse(text.replaceFirst(" (GMT|UTC)$", ""), SPACED)
                    .toInstant(ZoneOffset.UTC));

    private static final Pattern GO_PART = Pattern.compile("\\G([0-9]{1,15}(?:\\.[0-9]{1,15})?)(ns|us|µs|μs|ms|s|m|h)");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}(?:\\.[0-9]{1,15})?");
    private static final double LONGEST_MILLIS = Duration.ofDays(1).toMillis();

    private Moments() {}

    /** An instant in ISO 8601, in the form of HTTP, or with a space between date and time. */
    static Optional<Instant> instant(String text) {
        return FORMS.stream().flatMap(form -> parsed(form, text).stream()).findFirst();
    }

    private static Optional<Instant> parsed(Function<String, Instant> form, String text) {
        try {
            return Optional.of(form.apply(text));
        } catch (DateTimeException notInThisForm) {
            return Optional.empty();
        }
    }

    /** The milliseconds of a duration as Go writes it, {@code 1m2.5s}, or of a plain number of nanoseconds. */
    static long goDuration(String text) {
        if (NUMBER.matcher(text).matches()) {
            return bounded(Double.parseDouble(text) * millisIn("ns"));
        }
        double millis = 0;
        Matcher part = GO_PART.matcher(text);
        while (part.find()) {
            millis += Double.parseDouble(part.group(1)) * millisIn(part.group(2));
        }
        return bounded(millis);
    }

    private static double millisIn(String unit) {
        return switch (unit) {
            case "ns" -> 1e-6;
            case "ms" -> 1;
            case "s" -> 1e3;
            case "m" -> 6e4;
            case "h" -> 3.6e6;
            default -> 1e-3;
        };
    }

    /** The milliseconds in a plain number of them. */
    static long millis(String text) {
        return NUMBER.matcher(text).matches() ? bounded(Double.parseDouble(text)) : 0;
    }

    private static long bounded(double millis) {
        return Math.round(Math.min(millis, LONGEST_MILLIS));
    }
}
