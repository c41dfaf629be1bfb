package dev.tapedeck.web.dashboard;

import dev.tapedeck.exchange.Time;
import dev.tapedeck.run.Procedure;
import dev.tapedeck.run.Run;
import dev.tapedeck.run.RunCounts;
import dev.tapedeck.web.dashboard.RunsView.Row;
import dev.tapedeck.web.resilience.PlainText;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Makes of runs what lists show of them. */
@Singleton
public final class RunRows {
    private static final int LABELS = 4;

    private final PlainText plain;
    private final Time time;

    RunRows(PlainText plain, Time time) {
        this.plain = plain;
        this.time = time;
    }

    Row row(Run run) {
        Instant now = time.now();
        RunCounts counts = run.counts();
        return new Row(
                run.id().value(),
                run.name().value(),
                StateShown.of(run.status()),
                labels(run).stream().limit(LABELS).toList(),
                Math.max(0, run.labels().size() - LABELS),
                run.procedure().map(Procedure::playbook).orElse(""),
                run.procedure().filter(Procedure::dryRun).isPresent(),
                counts.actions(),
                counts.calls(),
                counts.failedActions() + counts.failedCalls(),
                counts.tokens().input() + counts.tokens().output(),
                Figures.dollars(counts.cost().dollars()),
                Moment.of(run.createdAt(), now),
                Figures.millis(length(run, now).toMillis()));
    }

    /** Each label with its value, if it has one. */
    List<String> labels(Run run) {
        return run.labels().entrySet().stream()
                .map(label -> label.getValue().isEmpty() ? label.getKey() : label.getKey() + ": " + label.getValue())
                .map(plain::brief)
                .toList();
    }

    /** Until its end, or until now. */
    static Duration length(Run run, Instant now) {
        Duration length =
                Duration.between(run.createdAt(), run.standing().endedAt().orElse(now));
        return length.isNegative() ? Duration.ZERO : length;
    }
}
