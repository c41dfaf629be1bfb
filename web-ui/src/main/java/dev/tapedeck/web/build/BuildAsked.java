package dev.tapedeck.web.build;

import dev.tapedeck.build.BuildOptions;
import dev.tapedeck.build.Money;
import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.Mode;
import dev.tapedeck.exchange.Names;
import dev.tapedeck.exchange.Suggestion;
import io.quarkus.runtime.configuration.DurationConverter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a build is asked for, in a body or a form. Empty members say nothing.
 *
 * @param mode {@code off}, {@code record}, {@code replay} or {@code auto}; with a cassette {@code auto} if it isn't said, else
 *     {@code off}
 * @param batch {@code auto}, as the pipeline says, or {@code never}
 * @param cache whether artifacts of earlier builds are taken over; they are, if it isn't said
 * @param maxCost in US dollars
 * @param maxWait as {@code PT26H}, {@code 26h} or {@code 90m}
 */
public record BuildAsked(
        Optional<String> cassette,
        Optional<String> mode,
        Optional<String> batch,
        Optional<Boolean> cache,
        Optional<BigDecimal> maxCost,
        Optional<String> maxWait) {
    private static final List<String> MODES =
            List.of(Mode.OFF.id(), Mode.RECORD.id(), Mode.REPLAY.id(), Mode.AUTO.id());
    private static final String NEVER = "never";
    private static final List<String> BATCHES = List.of("auto", NEVER);
    private static final BigDecimal MOST_DOLLARS = BigDecimal.valueOf(1_000_000);
    private static final Duration LONGEST_WAIT = Duration.ofDays(30);

    /** Nothing is said. */
    public static final BuildAsked USUAL = new BuildAsked(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** A member that can't be understood. */
    public record Misread(String member, String message) {}

    /**
     * What was understood.
     *
     * @param options nothing, if something could not be
     * @param misread what, with what to write in its place
     */
    public record Reading(Optional<BuildOptions> options, List<Misread> misread) {
        public Reading {
            misread = List.copyOf(misread);
        }
    }

    public Reading read() {
        List<Misread> misread = new ArrayList<>();
        Optional<CassetteName> tape = cassette.flatMap(text -> cassette(text, misread));
        Mode how = mode.map(text -> mode(text, misread)).orElse(cassette.isPresent() ? Mode.AUTO : Mode.OFF);
        boolean batches = batch.map(text -> batches(text, misread)).orElse(true);
        Optional<Money> most = maxCost.flatMap(dollars -> money(dollars, misread));
        Optional<Duration> wait = maxWait.flatMap(text -> wait(text, misread));
        if (how != Mode.OFF && cassette.isEmpty()) {
            misread.add(
                    new Misread("cassette", "Mode '%s' needs a cassette: name it in 'cassette'.".formatted(how.id())));
        }
        return misread.isEmpty()
                ? new Reading(
                        Optional.of(new BuildOptions(tape, how, batches, cache.orElse(true), most, wait)), List.of())
                : new Reading(Optional.empty(), misread);
    }

    private static Optional<CassetteName> cassette(String text, List<Misread> misread) {
        try {
            return Optional.of(new CassetteName(text));
        } catch (Names.InvalidName invalid) {
            misread.add(new Misread("cassette", String.valueOf(invalid.getMessage())));
            return Optional.empty();
        }
    }

    private static Mode mode(String text, List<Misread> misread) {
        if (text.equals(Mode.FALLBACK.id())) {
            misread.add(
                    new Misread(
                            "mode",
                            "Builds have no mode 'fallback': a batch has no outage that a tape could stand in for. Use auto or replay."));
        } else if (!MODES.contains(text)) {
            misread.add(unknown("mode", text, MODES));
        }
        return Mode.find(text).orElse(Mode.OFF);
    }

    private static boolean batches(String text, List<Misread> misread) {
        if (!BATCHES.contains(text)) {
            misread.add(unknown("batch", text, BATCHES));
        }
        return !text.equals(NEVER);
    }

    private static Misread unknown(String member, String text, List<String> known) {
        return new Misread(
                member,
                "'%s' must be one of %s. %s"
                        .formatted(member, String.join(", ", known), Suggestion.unknown("value", text, known)));
    }

    /** @param misread is told what is wrong */
    public static Optional<Money> money(BigDecimal dollars, List<Misread> misread) {
        if (dollars.signum() < 0 || dollars.compareTo(MOST_DOLLARS) > 0) {
            misread.add(new Misread("maxCost", "'maxCost' must be an amount of US dollars from 0 to 1000000."));
            return Optional.empty();
        }
        return Optional.of(Money.dollars(dollars));
    }

    private static Optional<Duration> wait(String text, List<Misread> misread) {
        try {
            Optional<Duration> wait = Optional.ofNullable(DurationConverter.parseDuration(text)) // null if it is empty
                    .filter(time -> time.isPositive() && time.compareTo(LONGEST_WAIT) <= 0);
            if (wait.isPresent()) {
                return wait;
            }
        } catch (IllegalArgumentException noDuration) {
            // it is told below
        }
        misread.add(new Misread("maxWait", "'maxWait' must be a time of at most 30 days, such as PT26H, 26h or 90m."));
        return Optional.empty();
    }
}
