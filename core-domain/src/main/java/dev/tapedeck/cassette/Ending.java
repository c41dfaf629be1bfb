package dev.tapedeck.cassette;

import dev.tapedeck.redaction.Finding;
import java.util.List;

/**
 * What is known when a recorded call has ended.
 *
 * @param durationMillis from the start of the call to its end
 * @param attempts live attempts made
 * @param findings secrets found in the outcome
 */
public record Ending(Outcome outcome, long durationMillis, int attempts, List<Finding> findings) {
    public static final Ending NONE_YET = new Ending(new Outcome.Incomplete(), 0, 0, List.of());

    public Ending {
        findings = List.copyOf(findings);
    }
}
