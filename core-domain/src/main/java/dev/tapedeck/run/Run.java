package dev.tapedeck.run;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One execution of an agent, a test or a playbook. Times are kept to the microsecond.
 *
 * @param labels at most 50, of at most 200 characters each
 * @param seenAt when it last gave a sign of life
 * @param procedure what it came to, if it is a playbook's
 */
public record Run(
        RunId id,
        RunName name,
        SortedMap<String, String> labels,
        Instant createdAt,
        RunSources sources,
        Standing standing,
        Instant seenAt,
        RunCounts counts,
        Optional<Procedure> procedure) {
    private static final int MOST_LABELS = 50;
    private static final int LONGEST_LABEL = 200;

    /** @throws InvalidRun if there are too many labels, or too long ones */
    public Run {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(checked(labels)));
        createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
        seenAt = seenAt.truncatedTo(ChronoUnit.MICROS);
    }

    private static Map<String, String> checked(Map<String, String> labels) {
        if (labels.size() > MOST_LABELS) {
            throw new InvalidRun("labels", "There are %d labels; %d may be.".formatted(labels.size(), MOST_LABELS));
        }
        labels.forEach((name, value) -> {
            if (name.isBlank() || name.length() > LONGEST_LABEL || value.length() > LONGEST_LABEL) {
                throw new InvalidRun(
                        "labels",
                        "The name and the value of a label have at most %d characters, and the name has one that isn't white space."
                                .formatted(LONGEST_LABEL));
            }
        });
        return labels;
    }

    /** One that begins. */
    public static Run starting(RunSpec spec, RunId id, Instant now) {
        return new Run(
                id,
                spec.name(),
                new TreeMap<>(spec.labels()),
                now,
                spec.sources(),
                Standing.STARTING,
                now,
                RunCounts.NONE,
                spec.procedure());
    }

    public RunStatus status() {
        return standing.status();
    }

    /** Whether its end is over. */
    public boolean closed() {
        return status().ended() && !standing.phases().isEmpty();
    }

    /** With these entries behind its own: one that tells its status changes that, any other shows that it goes on. */
    public Run with(List<RunEntry> entries) {
        Run run = this;
        for (RunEntry entry : entries) {
            run = run.with(entry);
        }
        return run;
    }

    private Run with(RunEntry entry) {
        Standing next =
                entry.content() instanceof RunEntry.Status told ? standing.told(told, entry.at()) : standing.going();
        Instant seen = entry.at().isAfter(seenAt) ? entry.at() : seenAt;
        return new Run(id, name, labels, createdAt, sources, next, seen, counts.with(entry.content()), procedure);
    }

    Run seen(Instant now) {
        return new Run(id, name, labels, createdAt, sources, standing, now, counts, procedure);
    }

    Run closed(RunEnd end, List<PhaseResult> phases, Instant now) {
        return new Run(
                id, name, labels, createdAt, sources, standing.closed(end, phases, now), seenAt, counts, procedure);
    }

    Run came(Procedure to) {
        return new Run(id, name, labels, createdAt, sources, standing, seenAt, counts, Optional.of(to));
    }
}
