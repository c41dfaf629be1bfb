package dev.tapedeck.web.run;

import dev.tapedeck.run.Run;
import dev.tapedeck.run.RunId;
import dev.tapedeck.run.RunName;
import dev.tapedeck.run.RunStatus;

/**
 * A run, as it was when it was looked at.
 *
 * @param entries how many it has
 * @param closed whether its end is over
 */
public record RunSeen(RunId id, RunName name, RunStatus status, long entries, boolean closed) {
    public static RunSeen of(Run run) {
        return new RunSeen(run.id(), run.name(), run.status(), run.counts().entries(), run.closed());
    }
}
