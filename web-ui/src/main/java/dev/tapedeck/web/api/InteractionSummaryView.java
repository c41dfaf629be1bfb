package dev.tapedeck.web.api;

import dev.tapedeck.cassette.Ending;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.Ticket;
import dev.tapedeck.exchange.ProviderRequest;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An interaction as a list shows it. */
record InteractionSummaryView(
        int number,
        String lane,
        String key,
        String provider,
        String dialect,
        String method,
        String path,
        Optional<String> model,
        Instant recordedAt,
        long durationMs,
        int attempts,

        @Schema(
                description = "How the call ended.",
                enumeration = {"response", "stream", "error", "incomplete"})
        String outcome,

        @Schema(description = "The HTTP status, if there was an answer.")
        Optional<Integer> status,

        @Schema(description = "The size of the request's body.")
        int requestBytes,

        @Schema(description = "The size of the answer's body.")
        int answerBytes,

        @Schema(description = "How many secrets were found.")
        int findings) {

    static InteractionSummaryView of(Interaction interaction) {
        Ticket ticket = interaction.ticket();
        Ending ending = interaction.ending();
        ProviderRequest request = ticket.request();
        return new InteractionSummaryView(
                interaction.number(),
                ticket.lane().name(),
                ticket.key().value(),
                request.provider().value(),
                request.dialect().id(),
                request.method(),
                request.path(),
                ticket.model(),
                ticket.recordedAt(),
                ending.durationMillis(),
                ending.attempts(),
                ending.outcome().kind(),
                ending.outcome().status(),
                request.body().length(),
                AnswerBody.of(ending.outcome()).map(body -> body.length()).orElse(0),
                ticket.findings().size() + ending.findings().size());
    }
}
