package dev.tapedeck.cassette;

import java.util.List;

/**
 * How a session went.
 *
 * @param misses calls at this node that the tape had no answer for, exhausted ones too; the first {@value MissLog#CAPACITY}
 * @param unplayed numbers of the interactions never handed out, in order
 * @param incomplete numbers of the interactions on the session's tape that have no end, in order
 * @param warnings what this node found while it recorded
 */
public record SessionReport(
        Session session,
        SessionCounters counters,
        List<Miss> misses,
        List<Integer> unplayed,
        List<Integer> incomplete,
        List<SessionWarning> warnings) {
    public SessionReport {
        misses = List.copyOf(misses);
        unplayed = List.copyOf(unplayed);
        incomplete = List.copyOf(incomplete);
        warnings = List.copyOf(warnings);
    }

    /** Whether every call was answered and every interaction played. */
    public boolean clean() {
        return counters.missed() == 0 && counters.exhausted() == 0 && unplayed.isEmpty();
    }
}
