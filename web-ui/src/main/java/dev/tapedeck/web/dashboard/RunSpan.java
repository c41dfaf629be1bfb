package dev.tapedeck.web.dashboard;

import dev.tapedeck.run.Run;
import dev.tapedeck.run.RunEntry;
import dev.tapedeck.run.RunEntry.Action;
import dev.tapedeck.run.RunEntry.Call;
import dev.tapedeck.run.RunEntry.Step;
import dev.tapedeck.web.dashboard.RunTimeline.Bar;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The time that a run takes, and where things are in it: from its creation to its end or its last sign of life. The call
 * that began a run makes it longer; an action that says that it took longer than the run doesn't.
 */
record RunSpan(Instant created, Instant start, Instant end) {
    /** So wide at least, so that a short entry is seen. */
    private static final double LEAST = 10;

    static RunSpan of(Run run, List<RunEntry> shown) {
        Instant start = run.createdAt();
        Instant end = later(start, run.standing().endedAt().orElse(run.seenAt()));
        for (RunEntry entry : shown) {
            start = entry.content() instanceof Call ? earlier(start, begun(entry)) : start;
            end = later(end, entry.at());
        }
        return new RunSpan(run.createdAt(), start, end);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** How long it took, if that is known. An entry is written when what it tells of is over. */
    static Optional<Duration> took(RunEntry entry) {
        return switch (entry.content()) {
            case Action action -> action.duration();
            case Call call -> Optional.of(call.duration());
            case Step step -> step.duration();
            case RunEntry.Status status -> Optional.empty();
            case RunEntry.Build build -> Optional.empty();
            case RunEntry.Notice notice -> Optional.empty();
            case RunEntry.Gap gap -> Optional.empty();
        };
    }

    private static Instant begun(RunEntry entry) {
        return took(entry).map(entry.at()::minus).orElse(entry.at());
    }

    /** Since the run was created. */
    String offset(Instant at) {
        long millis = Duration.between(created, at).toMillis();
        return millis < 0 ? "−" + Figures.millis(-millis) : Figures.millis(millis);
    }

    String begins() {
        return offset(start);
    }

    String ends() {
        return offset(end);
    }

    Bar bar(RunEntry entry, String tone) {
        double from = place(begun(entry));
        double width = Math.max(LEAST, place(entry.at()) - from);
        String label = took(entry).isPresent()
                ? "%s to %s".formatted(offset(begun(entry)), offset(entry.at()))
                : "at " + offset(entry.at());
        return new Bar(Math.min(from, RunTimeline.WIDTH - width), Math.round(width * 10) / 10.0, tone, label);
    }

    private double place(Instant at) {
        long whole = Math.max(1, Duration.between(start, end).toMillis());
        double part = (double) Duration.between(start, at).toMillis() / whole;
        return Math.round(Math.clamp(part, 0, 1) * RunTimeline.WIDTH * 10) / 10.0;
    }
}
