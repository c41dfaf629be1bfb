package dev.tapedeck.web.api;

import dev.tapedeck.build.UnitFailure;
import dev.tapedeck.build.UnitRequest;
import dev.tapedeck.build.WorkUnit;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A unit of a build: one request to a model and what came of it; or a document of a source. */
record UnitView(
        String layer,

        @Schema(description = "From 1, in the order of its inputs.")
        int number,

        @Schema(description = "What people call it.") String label,

        @Schema(
                enumeration = {"PENDING", "QUEUED", "SUBMITTED", "SUCCEEDED", "FAILED", "EXPIRED", "CANCELLED", "CACHED"
                })
        String state,

        Map<String, String> metadata,

        @Schema(description = "The value that its inputs have in common, if they are grouped.")
        Optional<String> group,

        @Schema(description = "The key of its request; units of the same key share one, which is paid once.")
        Optional<String> request,

        @Schema(description = "What came of it.") Optional<String> artifact,

        Optional<UnitFailureView> failure,

        @Schema(description = "The number of the batch that its request is or was in.")
        Optional<Integer> batch,

        @Schema(description = "How often its request was sent.")
        int attempts,

        @Schema(description = "In US dollars; what units share stands with the first of them only.")
        BigDecimal cost) {

    /** Why nothing came of a unit. */
    @Schema(name = "UnitFailure")
    record UnitFailureView(
            @Schema(description = "Stable, see `failures` of a build.")
            String code,

            @Schema(description = "The provider's own where there is one.")
            String message,

            @Schema(description = "Whether sending the same again would come to the same.")
            boolean permanent,

            @Schema(description = "The answer as it came, kept as an artifact.")
            Optional<String> body) {
        static UnitFailureView of(UnitFailure failure, UnaryOperator<String> plain) {
            return new UnitFailureView(
                    plain.apply(failure.code()),
                    plain.apply(failure.message()),
                    failure.permanent(),
                    failure.body().map(Object::toString));
        }
    }

    /** @param request its request, as far as it makes one */
    static UnitView of(WorkUnit unit, Optional<UnitRequest> request, UnaryOperator<String> plain) {
        return new UnitView(
                unit.ref().layer(),
                unit.ref().number(),
                unit.label(),
                unit.state().name(),
                unit.metadata(),
                unit.group(),
                unit.request().map(Object::toString),
                unit.artifact().map(Object::toString),
                unit.failure().map(failure -> UnitFailureView.of(failure, plain)),
                request.flatMap(UnitRequest::batch),
                request.map(UnitRequest::attempts).orElse(0),
                request.filter(one -> one.first().equals(unit.ref()))
                        .map(one -> one.cost().dollars())
                        .orElse(BigDecimal.ZERO));
    }
}
