package dev.tapedeck.web.api;

import dev.tapedeck.web.resilience.ResilienceSeen;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Something that resilience did, or many things that say the same. */
record ResilienceEventView(
        Instant at,

        @Schema(
                description =
                        "`circuit.opened`, `circuit.half_opened`, `circuit.closed`, `circuit.reset`, `circuit.rejected`, `circuit.paused`, `circuit.models_full`, `retry.scheduled` or `retry.exhausted`.")
        String name,

        String service,
        Optional<String> circuit,
        Optional<String> operation,
        Optional<Integer> attempt,
        Optional<Long> waitMs,
        Optional<String> reason,
        Optional<String> error,
        String message,
        long times) {
    static ResilienceEventView of(ResilienceSeen seen) {
        return new ResilienceEventView(
                seen.at(),
                seen.name(),
                seen.service(),
                seen.circuit(),
                seen.operation(),
                seen.attempt(),
                seen.delay().map(Duration::toMillis),
                seen.reason(),
                seen.error(),
                seen.message(),
                seen.times());
    }
}
