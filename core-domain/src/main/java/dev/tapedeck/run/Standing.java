package dev.tapedeck.run;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Where a run stands, and how it ended.
 *
 * @param reason why it ended as it did, if there is more to say than the status says
 * @param summary what whoever ended it has to say
 * @param phases how its end went; empty until that is over
 */
public record Standing(
        RunStatus status,
        Optional<String> reason,
        Optional<String> summary,
        Optional<Instant> endedAt,
        List<PhaseResult> phases) {
    static final Standing STARTING =
            new Standing(RunStatus.STARTING, Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    public Standing {
        endedAt = endedAt.map(time -> time.truncatedTo(ChronoUnit.MICROS));
        phases = List.copyOf(phases);
    }

    /** After an entry that says so; an end is for good. */
    Standing told(RunEntry.Status told, Instant at) {
        return status.ended()
                ? this
                : new Standing(
                        told.status(),
                        told.reason(),
                        summary,
                        Optional.of(at).filter(ended -> told.status().ended()),
                        phases);
    }

    /** After something that only a run does that goes on. */
    Standing going() {
        return status == RunStatus.STARTING ? new Standing(RunStatus.RUNNING, reason, summary, endedAt, phases) : this;
    }

    /** When its end is over. */
    Standing closed(RunEnd end, List<PhaseResult> results, Instant now) {
        Standing ended = told(new RunEntry.Status(end.status(), end.reason()), now);
        return new Standing(ended.status, ended.reason, end.summary().or(() -> summary), ended.endedAt, results);
    }
}
