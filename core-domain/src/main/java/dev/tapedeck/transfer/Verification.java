package dev.tapedeck.transfer;

import dev.tapedeck.cassette.CassetteName;
import java.util.List;

/**
 * What a check of a cassette found.
 *
 * @param interactions how many were looked at
 * @param keysChecked how many keys could be compared with their requests; redacted requests don't tell theirs
 * @param problems what is wrong; the first of them
 * @param warnings what one should know; the first of them
 * @param incomplete the numbers of the first interactions whose calls never ended
 * @param incompleteCount how many there are in all
 */
public record Verification(
        CassetteName cassette,
        int interactions,
        int keysChecked,
        int problemCount,
        List<Note> problems,
        int warningCount,
        List<Note> warnings,
        int incompleteCount,
        List<Integer> incomplete) {
    public Verification {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
        incomplete = List.copyOf(incomplete);
    }

    /** Whether nothing is wrong. */
    public boolean passed() {
        return problemCount == 0;
    }
}
