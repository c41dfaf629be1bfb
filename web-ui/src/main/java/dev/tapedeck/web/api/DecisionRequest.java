package dev.tapedeck.web.api;

import dev.tapedeck.build.Builds.Decision;
import dev.tapedeck.web.build.BuildControl;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What people know about an uncertain batch: exactly one of these. */
record DecisionRequest(
        @Schema(description = "It was submitted: the provider's id of it.")
        Optional<String> adopt,

        @Schema(description = "`true`: it was not submitted, and its requests are to be sent again.")
        Optional<Boolean> resubmit) {

    /** @throws Refusal if it says both, or nothing */
    Decision decision() {
        boolean again = resubmit.orElse(false);
        if (again == adopt.isPresent()) {
            throw Refusal.member(
                    "", "Say either {\"adopt\":\"<the provider's id of the batch>\"} or {\"resubmit\":true}.");
        }
        return adopt.<Decision>map(DecisionRequest::adopted).orElseGet(Decision.Resubmit::new);
    }

    private static Decision adopted(String id) {
        if (!BuildControl.isRemoteId(id)) {
            throw Refusal.member("/adopt", "'/adopt' must be the provider's id of the batch, such as batch_abc123.");
        }
        return new Decision.Adopt(id);
    }
}
