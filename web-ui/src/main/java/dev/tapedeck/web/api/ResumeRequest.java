package dev.tapedeck.web.api;

import dev.tapedeck.build.Money;
import dev.tapedeck.web.build.BuildAsked;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a build is to be resumed. */
record ResumeRequest(
        @Schema(
                description =
                        "Whether it may go on though its pipeline is another one by now; it goes on with the one that it began with.",
                defaultValue = "false")
        Optional<Boolean> allowPipelineMismatch,

        @Schema(
                description =
                        "In US dollars, what it has cost so far included: the bound from now on, in place of the one before.")
        Optional<BigDecimal> maxCost) {
    /** That of a request without a body. */
    static final ResumeRequest USUAL = new ResumeRequest(Optional.empty(), Optional.empty());

    /** @throws Refusal if it is no amount */
    Optional<Money> bound() {
        List<BuildAsked.Misread> misread = new ArrayList<>();
        Optional<Money> bound = maxCost.flatMap(dollars -> BuildAsked.money(dollars, misread));
        if (!misread.isEmpty()) {
            throw Refusal.invalid(misread.stream()
                    .map(wrong -> ViolationView.at("/" + wrong.member(), wrong.message()))
                    .toList());
        }
        return bound;
    }
}
