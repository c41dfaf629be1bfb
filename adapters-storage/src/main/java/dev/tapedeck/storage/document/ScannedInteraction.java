package dev.tapedeck.storage.document;

import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.Tape;
import java.time.Instant;
import java.util.Optional;

/**
 * An interaction of a document without its bodies.
 *
 * @param model the model asked for
 * @param bytes the sizes of its request and answer bodies together
 * @param findings how many secrets were found in it
 * @param span where it stands in the document
 */
public record ScannedInteraction(
        Tape.Entry entry, Instant recordedAt, Optional<String> model, long bytes, int findings, Span span) {
    static ScannedInteraction of(Interaction interaction, Span span) {
        return new ScannedInteraction(
                interaction.entry(),
                interaction.ticket().recordedAt(),
                interaction.ticket().model(),
                interaction.bytes(),
                interaction.findings(),
                span);
    }
}
