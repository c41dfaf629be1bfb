package dev.tapedeck.transfer;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.KeyRecipe;
import dev.tapedeck.exchange.ProviderRequest;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A cassette to be written to a file.
 *
 * @param interactions a new pass over all interactions in order of number at each call; to be closed
 * @param url the URL that a request went to
 */
public record ExportedCassette(
        CassetteName name,
        KeyRecipe recipe,
        Supplier<Stream<Interaction>> interactions,
        Function<ProviderRequest, String> url) {
    /** The interactions that have an HTTP answer: what other tools can keep. */
    public Stream<Interaction> answered() {
        return interactions
                .get()
                .filter(interaction -> interaction.outcome().status().isPresent());
    }

    /** The numbers of those that have none. */
    public List<Integer> unanswered() {
        try (Stream<Interaction> all = interactions.get()) {
            return all.filter(interaction -> interaction.outcome().status().isEmpty())
                    .map(Interaction::number)
                    .toList();
        }
    }
}
