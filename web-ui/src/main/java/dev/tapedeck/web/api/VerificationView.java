package dev.tapedeck.web.api;

import dev.tapedeck.transfer.Verification;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a check of a cassette found. */
record VerificationView(
        String cassette,

        @Schema(description = "Whether there is no problem.")
        boolean passed,

        @Schema(description = "How many interactions were looked at.")
        int interactions,

        @Schema(
                description =
                        "How many keys could be compared with their requests; a redacted request doesn't tell its key.")
        int keysChecked,

        @Schema(description = "How many problems there are.")
        int problemCount,

        @Schema(description = "What is wrong; the first 100.")
        List<NoteView> problems,

        @Schema(description = "How many warnings there are.")
        int warningCount,

        @Schema(description = "What one should know; the first 100.")
        List<NoteView> warnings,

        @Schema(description = "How many interactions have no end.")
        int incompleteCount,

        @Schema(description = "Their numbers; the first 100.")
        List<Integer> incomplete) {
    static VerificationView of(Verification verification) {
        return new VerificationView(
                verification.cassette().value(),
                verification.passed(),
                verification.interactions(),
                verification.keysChecked(),
                verification.problemCount(),
                NoteView.of(verification.problems()),
                verification.warningCount(),
                NoteView.of(verification.warnings()),
                verification.incompleteCount(),
                verification.incomplete());
    }
}
