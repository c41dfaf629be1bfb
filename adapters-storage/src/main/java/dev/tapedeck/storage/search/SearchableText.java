package dev.tapedeck.storage.search;

import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.Outcome;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.redaction.Redaction;
import dev.tapedeck.redaction.Redactor;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The text of an interaction, whatever its dialect: the strings and member names of JSON, other text as it is, without
 * secrets and without blobs. A text that came in pieces is put together again. Of each body at most {@value #MOST}
 * characters. Thread-safe.
 */
final class SearchableText {
    static final int MOST = 512 * 1024;

    /** Pieces are names of something, not text, if there are so many times fewer different ones. */
    private static final int REPEATED = 20;

    private final Redactor redactor;

    SearchableText(Redactor redactor) {
        this.redactor = redactor;
    }

    /** Texts that have nothing to do with one another. */
    List<String> of(Interaction interaction) {
        ProviderRequest request = interaction.ticket().request();
        return Stream.concat(of(request.body(), request.headers()), of(interaction.outcome()))
                .map(Blobs::without)
                .map(Words::prepared)
                .filter(text -> !text.isBlank())
                .toList();
    }

    private Stream<String> of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Response response -> of(response.body(), response.headers());
            case Outcome.Stream stream ->
                Stream.concat(
                        of(stream.body(), stream.headers()),
                        stream
                                .error()
                                .map(error -> redactor.text(error.message()).value())
                                .stream());
            case Outcome.Error(var error) ->
                Stream.of(redactor.text(error.message()).value());
            case Outcome.Incomplete incomplete -> Stream.empty();
        };
    }

    private Stream<String> of(Bytes body, Headers headers) {
        return redactor.body(body, headers.contentType()).value().validText().stream()
                .flatMap(this::of);
    }

    private Stream<String> of(String body) {
        Strings strings = Strings.of(body, MOST);
        Stream<String> names =
                Stream.of(redactor.text(String.join("\n", strings.names())).value());
        return Stream.concat(strings.series().stream().flatMap(this::texts), names);
    }

    private Stream<String> texts(List<String> pieces) {
        Set<String> different = new LinkedHashSet<>(pieces);
        if (different.size() * REPEATED <= pieces.size() || different.size() == 1) {
            return different.stream();
        }
        Redaction<Bytes> whole = redactor.body(Bytes.utf8(String.join("", pieces)), Optional.empty());
        Stream<String> joined = Stream.of(whole.value().text());
        // pieces of a secret are no secret that a redactor could find
        return whole.findings().isEmpty() && different.stream().noneMatch(SearchableText::isProse)
                ? Stream.concat(joined, different.stream())
                : joined;
    }

    /** Whether a blank at its edge shows that the piece is a part of a longer text. */
    private static boolean isProse(String piece) {
        return Character.isWhitespace(piece.charAt(0)) || Character.isWhitespace(piece.charAt(piece.length() - 1));
    }
}
