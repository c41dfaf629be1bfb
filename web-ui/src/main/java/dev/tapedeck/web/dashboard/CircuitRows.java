package dev.tapedeck.web.dashboard;

import dev.tapedeck.exchange.Time;
import dev.tapedeck.resilience.CircuitSettings;
import dev.tapedeck.resilience.CircuitSnapshot;
import dev.tapedeck.resilience.CircuitSnapshot.Counts;
import dev.tapedeck.resilience.CircuitSnapshot.State;
import dev.tapedeck.resilience.RetryBudget;
import dev.tapedeck.resilience.RetrySettings;
import dev.tapedeck.resilience.ServicePolicy;
import dev.tapedeck.web.dashboard.CircuitsView.Budget;
import dev.tapedeck.web.dashboard.CircuitsView.Failed;
import dev.tapedeck.web.dashboard.CircuitsView.Figure;
import dev.tapedeck.web.dashboard.CircuitsView.Move;
import dev.tapedeck.web.dashboard.CircuitsView.Row;
import dev.tapedeck.web.dashboard.CircuitsView.Wait;
import dev.tapedeck.web.resilience.Circuits.Watched;
import dev.tapedeck.web.resilience.PlainText;
import dev.tapedeck.web.resilience.ResilienceFigures;
import dev.tapedeck.web.resilience.ResilienceFigures.Latency;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes of each circuit what the page shows. */
@Singleton
public final class CircuitRows {
    private static final int MOVES = 20;

    private final ResilienceFigures figures;
    private final PlainText plain;
    private final Time time;

    CircuitRows(ResilienceFigures figures, PlainText plain, Time time) {
        this.figures = figures;
        this.plain = plain;
        this.time = time;
    }

    Row row(Watched watched) {
        Instant now = time.now();
        CircuitSnapshot seen = watched.circuit().snapshot();
        ServicePolicy policy = watched.service().policy();
        return new Row(
                id(watched.name()),
                watched.name(),
                watched.service().name().value(),
                seen.name().model().orElse(""),
                style(seen, policy.circuit()),
                policy.circuit().enabled() ? word(seen) : "switched off",
                isPinned(seen),
                watched.refuses(),
                notes(seen, policy.circuit()),
                policy.circuit().enabled() ? waits(seen, now) : List.of(),
                counts(seen, policy.circuit()),
                latency(figures.latency(watched.service().name())),
                budget(watched.service().budget().balance()),
                failures(seen, now),
                StateChart.of(seen, now),
                moves(seen, now),
                opening(policy.circuit()),
                retrying(policy.retry()));
    }

    /** The state, and whether it is closed in name only. */
    static String word(CircuitSnapshot seen) {
        return isPaused(seen) ? "closed, paused" : StateChart.word(seen.state());
    }

    private static String style(CircuitSnapshot seen, CircuitSettings rules) {
        if (!rules.enabled()) {
            return "off";
        }
        return isPaused(seen) ? "paused" : StateChart.id(seen.state());
    }

    private static boolean isPaused(CircuitSnapshot seen) {
        return seen.state() == State.CLOSED && seen.pausedUntil().isPresent();
    }

    private static boolean isPinned(CircuitSnapshot seen) {
        return seen.state() == State.OPEN && seen.nextProbeAt().isEmpty();
    }

    /** An id for the page, by the name alone. */
    static String id(String name) {
        return "circuit-" + name.replaceAll("[^A-Za-z0-9._-]", "_") + (isPlain(name) ? "" : "-" + hash(name));
    }

    private static boolean isPlain(String name) {
        return name.matches("[A-Za-z0-9._-]*");
    }

    private static String hash(String name) {
        return HexFormat.of().toHexDigits(name.hashCode());
    }

    private static List<String> notes(CircuitSnapshot seen, CircuitSettings rules) {
        List<String> notes = new ArrayList<>();
        if (!rules.enabled()) {
            notes.add("Switched off by its policy: every call is made, whatever the state is.");
        }
        if (isPinned(seen)) {
            notes.add("Opened by hand: it stays open until somebody closes or resets it.");
        }
        if (seen.state() == State.HALF_OPEN) {
            notes.add("%s under way, at most %d at once."
                    .formatted(Figures.plural(seen.permits(), "probe"), rules.halfOpenMaxSuccesses()));
        }
        return notes;
    }

    private static List<Wait> waits(CircuitSnapshot seen, Instant now) {
        List<Wait> waits = new ArrayList<>();
        seen.nextProbeAt().ifPresent(at -> waits.add(wait("Next probe", at, now)));
        seen.pausedUntil().ifPresent(at -> waits.add(wait("Paused by the provider, ends", at, now)));
        return waits;
    }

    private static Wait wait(String what, Instant until, Instant now) {
        return new Wait(what, Moment.of(until, now), !until.isAfter(now));
    }

    private static List<Figure> counts(CircuitSnapshot seen, CircuitSettings rules) {
        Counts counts = seen.counts();
        return List.of(
                new Figure("calls", Figures.count(counts.calls()), false),
                new Figure("succeeded", Figures.count(counts.successes()), false),
                new Figure("failed", Figures.count(counts.failures()), counts.failures() > 0),
                new Figure("refused", Figures.count(counts.rejections()), counts.rejections() > 0),
                new Figure(
                        "in a row",
                        "%d of %d".formatted(seen.failures(), rules.failureThreshold()),
                        seen.failures() > 0));
    }

    private static List<Figure> latency(Optional<Latency> latency) {
        return latency.map(taken -> List.of(
                        new Figure("p50", millis(taken.p50()), false),
                        new Figure("p95", millis(taken.p95()), false),
                        new Figure("p99", millis(taken.p99()), false)))
                .orElse(List.of());
    }

    private static String millis(double time) {
        return Figures.micros(Math.round(time * 1_000));
    }

    private static Budget budget(RetryBudget.Balance balance) {
        return new Budget(
                String.format(Locale.ROOT, "%.1f", balance.balance()),
                String.format(Locale.ROOT, "×%.2f", balance.amplification()),
                balance.balance() < 1);
    }

    private List<Failed> failures(CircuitSnapshot seen, Instant now) {
        return seen.lastFailure().stream()
                .map(last ->
                        new Failed(Moment.of(last.at(), now), plain.brief(last.type()), plain.brief(last.message())))
                .toList();
    }

    private static List<Move> moves(CircuitSnapshot seen, Instant now) {
        return seen.transitions().reversed().stream()
                .limit(MOVES)
                .map(move -> new Move(
                        Moment.of(move.at(), now),
                        StateChart.word(move.from()),
                        StateChart.word(move.to()),
                        StateChart.id(move.to()),
                        move.cause()))
                .toList();
    }

    private static String opening(CircuitSettings rules) {
        return "Opens after %s in a row, probes after %s, closes after %s."
                .formatted(
                        Figures.plural(rules.failureThreshold(), "failure"),
                        span(rules.recoveryTimeout()),
                        Figures.plural(rules.halfOpenMaxSuccesses(), "success", "successes"));
    }

    /** {@code 30 s}, {@code 5 min}: without what is nothing. */
    private static String span(Duration time) {
        boolean round = time.toMillis() % 1_000 == 0;
        if (!round || time.compareTo(Duration.ofMinutes(1)) < 0) {
            return round ? time.toSeconds() + " s" : Figures.millis(time.toMillis());
        }
        return time.toSeconds() % 60 == 0 && time.toMinutes() < 60
                ? time.toMinutes() + " min"
                : Figures.millis(time.toMillis());
    }

    private static String retrying(RetrySettings rules) {
        return "%s within %s.".formatted(Figures.plural(rules.maxAttempts(), "attempt"), span(rules.totalTimeout()));
    }
}
