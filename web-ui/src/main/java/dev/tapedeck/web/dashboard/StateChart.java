package dev.tapedeck.web.dashboard;

import dev.tapedeck.resilience.CircuitSnapshot;
import dev.tapedeck.resilience.CircuitSnapshot.State;
import dev.tapedeck.resilience.CircuitSnapshot.Transition;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The states of a circuit over the last hour, as stretches of a band that is {@value #WIDTH} wide.
 *
 * @param from the time at the left edge, {@code HH:mm} UTC
 * @param to the time at the right edge
 * @param summary the band in a sentence
 */
public record StateChart(List<Stretch> stretches, String from, String to, String summary) {
    public static final int WIDTH = 600;
    private static final Duration SPAN = Duration.ofHours(1);
    /** So wide at least, so that a short state is seen. */
    private static final double LEAST = 2;

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter EXACT =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    public StateChart {
        stretches = List.copyOf(stretches);
    }

    /** @param state {@code closed}, {@code half-open} or {@code open} */
    public record Stretch(String state, double x, double width, String label) {}

    static StateChart of(CircuitSnapshot circuit, Instant now) {
        Instant first = now.minus(SPAN);
        List<Stretch> stretches = new ArrayList<>();
        State state = circuit.transitions().isEmpty()
                ? circuit.state()
                : circuit.transitions().getFirst().from();
        Instant since = first;
        for (Transition transition : circuit.transitions()) {
            add(stretches, state, since, transition.at(), first);
            state = transition.to();
            since = transition.at();
        }
        add(stretches, state, since, now, first);
        return new StateChart(stretches, CLOCK.format(first), CLOCK.format(now), summary(circuit));
    }

    private static void add(List<Stretch> stretches, State state, Instant from, Instant to, Instant first) {
        double x = place(from, first);
        double width = Math.max(LEAST, place(to, first) - x);
        if (to.isAfter(from)) {
            stretches.add(new Stretch(
                    id(state),
                    Math.min(x, WIDTH - LEAST),
                    Math.round(width * 100) / 100.0,
                    "%s from %s to %s UTC".formatted(word(state), EXACT.format(from), EXACT.format(to))));
        }
    }

    private static double place(Instant at, Instant first) {
        double part = (double) Duration.between(first, at).toMillis() / SPAN.toMillis();
        return Math.round(Math.clamp(part, 0, 1) * WIDTH * 100) / 100.0;
    }

    private static String summary(CircuitSnapshot circuit) {
        return circuit.transitions().isEmpty()
                ? "%s for the whole hour.".formatted(word(circuit.state()))
                : "%s in the last hour; now %s."
                        .formatted(Figures.plural(circuit.transitions().size(), "transition"), word(circuit.state()));
    }

    /** For styles. */
    static String id(State state) {
        return word(state).replace(' ', '-');
    }

    /** For people. */
    static String word(State state) {
        return switch (state) {
            case CLOSED -> "closed";
            case OPEN -> "open";
            case HALF_OPEN -> "half open";
        };
    }
}
