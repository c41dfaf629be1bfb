package dev.tapedeck.web.api;

import dev.tapedeck.cassette.Interaction;
import java.time.Instant;
import java.util.Optional;

/** An interaction with everything that is recorded of it. */
record InteractionView(
        int number,
        String lane,
        String key,
        String provider,
        String dialect,
        Optional<String> model,
        Instant recordedAt,
        long durationMs,
        int attempts,
        RequestView request,
        OutcomeView outcome) {

    static InteractionView of(Interaction interaction) {
        InteractionSummaryView summary = InteractionSummaryView.of(interaction);
        return new InteractionView(
                summary.number(),
                summary.lane(),
                summary.key(),
                summary.provider(),
                summary.dialect(),
                summary.model(),
                summary.recordedAt(),
                summary.durationMs(),
                summary.attempts(),
                RequestView.of(interaction.ticket()),
                OutcomeView.of(interaction.ending()));
    }
}
