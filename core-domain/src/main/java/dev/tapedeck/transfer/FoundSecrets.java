package dev.tapedeck.transfer;

import dev.tapedeck.redaction.Finding;
import java.util.List;

/** What is said about secrets that were found: the rule and the place, never the secret. */
final class FoundSecrets {
    private FoundSecrets() {}

    static void inOutcome(String place, List<Finding> findings, Notes notes) {
        findings.forEach(finding -> notes.add(
                place,
                "The answer holds what looks like a secret (%s at %s).".formatted(finding.rule(), finding.location())));
    }

    static void inRequest(String place, List<Finding> findings, Notes notes) {
        findings.forEach(finding -> notes.add(
                place,
                "The request holds what looks like a secret (%s at %s)."
                        .formatted(finding.rule(), finding.location())));
    }
}
