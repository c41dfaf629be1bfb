package dev.tapedeck.web.api;

import dev.tapedeck.redaction.Finding;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A secret that was found; never the secret itself. */
record FindingView(
        @Schema(description = "The rule that found it.") String rule,

        @Schema(description = "A JSON pointer into the body, `header:<name>`, `query:<name>` or `text`.")
        String location) {

    static List<FindingView> of(List<Finding> findings) {
        return findings.stream()
                .map(finding -> new FindingView(finding.rule(), finding.location()))
                .toList();
    }
}
