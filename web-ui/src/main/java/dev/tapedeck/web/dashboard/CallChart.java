package dev.tapedeck.web.dashboard;

import dev.tapedeck.exchange.Provenance.Source;
import dev.tapedeck.web.gateway.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The calls of the last hour, minute by minute, as stacked bars in a field of {@value #WIDTH} by {@value #HEIGHT}.
 *
 * @param top the count at the upper edge
 * @param from the time at the left edge, {@code HH:mm} UTC
 * @param to the time at the right edge
 * @param summary the chart in a sentence
 */
public record CallChart(
        List<Bar> bars, List<Row> rows, long top, String from, String to, String summary, boolean empty) {
    public static final int WIDTH = 600;
    public static final int HEIGHT = 120;
    private static final int MINUTES = 60;
    private static final int STEP = WIDTH / MINUTES;
    private static final int GAP = 2;
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    public CallChart {
        bars = List.copyOf(bars);
        rows = List.copyOf(rows);
    }

    /** A piece of a minute's bar: the calls of one kind. */
    public record Bar(String kind, int x, double y, int width, double height, String label) {}

    /** A minute in which there were calls, for the table beside the chart. */
    public record Row(String minute, long hits, long recorded, long live, long misses) {}

    /** The kinds of calls that are told apart in the chart, from the bottom up. */
    private enum Kind {
        HITS("hit", "from tape"),
        RECORDED("recorded", "recorded"),
        LIVE("live", "live"),
        MISSES("miss", "missed or refused");

        private final String style;
        private final String words;

        Kind(String style, String words) {
            this.style = style;
            this.words = words;
        }

        static Kind of(Source source) {
            return switch (source) {
                case REPLAYED, FALLBACK -> HITS;
                case RECORDED -> RECORDED;
                case LIVE -> LIVE;
                case MISS, EXHAUSTED, REJECTED -> MISSES;
            };
        }

        long in(Map<Source, Long> calls) {
            return calls.entrySet().stream()
                    .filter(entry -> of(entry.getKey()) == this)
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }
    }

    static CallChart of(List<Traffic.Minute> lastHour, Instant now) {
        Instant first = now.truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(MINUTES - 1));
        List<Traffic.Minute> shown = lastHour.stream()
                .filter(minute -> !minute.start().isBefore(first))
                .toList();
        long top = niceTop(shown.stream().mapToLong(CallChart::total).max().orElse(0));
        List<Bar> bars = new ArrayList<>();
        shown.forEach(minute -> stack(minute, first, top, bars));
        long all = shown.stream().mapToLong(CallChart::total).sum();
        return new CallChart(
                bars,
                shown.reversed().stream().map(CallChart::row).toList(),
                top,
                CLOCK.format(first),
                CLOCK.format(now),
                "%s in the last hour, at most %s a minute."
                        .formatted(Figures.plural(all, "call"), Figures.count(peak(shown))),
                all == 0);
    }

    private static long peak(List<Traffic.Minute> shown) {
        return shown.stream().mapToLong(CallChart::total).max().orElse(0);
    }

    private static long total(Traffic.Minute minute) {
        return minute.calls().values().stream().mapToLong(Long::longValue).sum();
    }

    private static void stack(Traffic.Minute minute, Instant first, long top, List<Bar> bars) {
        int x = (int) Duration.between(first, minute.start()).toMinutes() * STEP;
        String label = label(minute);
        double floor = HEIGHT;
        for (Kind kind : Kind.values()) {
            double height = (double) kind.in(minute.calls()) * HEIGHT / top;
            if (height > 0) {
                floor -= height;
                bars.add(new Bar(kind.style, x + GAP / 2, rounded(floor), STEP - GAP, rounded(height), label));
            }
        }
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }

    private static String label(Traffic.Minute minute) {
        String counts = List.of(Kind.values()).stream()
                .filter(kind -> kind.in(minute.calls()) > 0)
                .map(kind -> Figures.count(kind.in(minute.calls())) + " " + kind.words)
                .collect(Collectors.joining(", "));
        return CLOCK.format(minute.start()) + " UTC: " + counts;
    }

    private static Row row(Traffic.Minute minute) {
        Map<Source, Long> calls = minute.calls();
        return new Row(
                CLOCK.format(minute.start()),
                Kind.HITS.in(calls),
                Kind.RECORDED.in(calls),
                Kind.LIVE.in(calls),
                Kind.MISSES.in(calls));
    }

    /** The next of 4, 10, 20, 40, 100, … so that the scale changes seldom and halves evenly. */
    private static long niceTop(long peak) {
        long top = 4;
        while (top < peak) {
            top = leadingDigit(top) == 4 ? top / 4 * 10 : top * 2;
        }
        return top;
    }

    private static long leadingDigit(long value) {
        long digit = value;
        while (digit >= 10) {
            digit /= 10;
        }
        return digit;
    }
}
