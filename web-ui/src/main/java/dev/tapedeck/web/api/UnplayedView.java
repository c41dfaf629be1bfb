package dev.tapedeck.web.api;

import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.exchange.ProviderRequest;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An interaction that a session never handed out. */
record UnplayedView(
        int number,
        @Schema(description = "There for the first 100.") Optional<String> lane,
        @Schema(description = "There for the first 100.") Optional<String> method,
        @Schema(description = "There for the first 100.") Optional<String> path) {

    static UnplayedView of(Interaction interaction) {
        ProviderRequest request = interaction.ticket().request();
        return new UnplayedView(
                interaction.number(),
                Optional.of(interaction.ticket().lane().name()),
                Optional.of(request.method()),
                Optional.of(request.path()));
    }

    static UnplayedView of(int number) {
        return new UnplayedView(number, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
