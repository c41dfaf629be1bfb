package dev.tapedeck.run;

import java.time.Instant;

/** Where a list of runs, newest first, goes on: behind that one. */
public record RunMark(Instant createdAt, RunId id) {
    public static RunMark of(Run run) {
        return new RunMark(run.createdAt(), run.id());
    }
}
