package dev.tapedeck.storage.formats;

import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.Outcome;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.transfer.ExportedCassette;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * An interaction as other tools can keep it: one request, one answer in one piece.
 *
 * @param url the URL that the request went to
 * @param body the answer's body, the chunks of a stream joined
 */
record Answered(Interaction interaction, String url, int status, Headers headers, Bytes body) {
    /** Takes one interaction after the other. */
    @FunctionalInterface
    interface Taker {
        void take(Answered answered) throws IOException;
    }

    /** Hands over all interactions that have an answer, in order. */
    static void each(ExportedCassette cassette, Taker taker) throws IOException {
        try (Stream<Interaction> answered = cassette.answered()) {
            for (Iterator<Interaction> all = answered.iterator(); all.hasNext(); ) {
                Interaction interaction = all.next();
                String url = cassette.url().apply(interaction.ticket().request());
                taker.take(of(interaction, url));
            }
        }
    }

    private static Answered of(Interaction interaction, String url) {
        return switch (interaction.outcome()) {
            case Outcome.Response response ->
                new Answered(interaction, url, response.code(), response.headers(), response.body());
            case Outcome.Stream stream ->
                new Answered(interaction, url, stream.code(), stream.headers(), stream.body());
            case Outcome.Error error -> throw unanswered(interaction);
            case Outcome.Incomplete incomplete -> throw unanswered(interaction);
        };
    }

    private static IllegalStateException unanswered(Interaction interaction) {
        return new IllegalStateException("Interaction %d has no answer.".formatted(interaction.number()));
    }

    /** What other tools can't be told in their own words: lines for a comment. */
    static List<String> losses(ExportedCassette cassette) {
        List<String> lines = new ArrayList<>();
        List<Integer> unanswered = cassette.unanswered();
        if (!unanswered.isEmpty()) {
            lines.add("Left out, since they have no HTTP answer: interactions " + unanswered);
        }
        List<Integer> broken = broken(cassette);
        if (!broken.isEmpty()) {
            lines.add("Streams that broke, here as far as they came: interactions " + broken);
        }
        return lines;
    }

    private static List<Integer> broken(ExportedCassette cassette) {
        try (Stream<Interaction> all = cassette.interactions().get()) {
            return all.filter(interaction ->
                            interaction.outcome() instanceof Outcome.Stream stream && stream.end() != Outcome.End.END)
                    .map(Interaction::number)
                    .toList();
        }
    }

    ProviderRequest request() {
        return interaction.ticket().request();
    }

    long durationMillis() {
        return interaction.ending().durationMillis();
    }

    /** The reason phrase of the status, empty if it is not a common one. */
    String reason() {
        return Reasons.of(status);
    }
}
