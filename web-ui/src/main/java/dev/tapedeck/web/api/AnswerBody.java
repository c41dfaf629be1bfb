package dev.tapedeck.web.api;

import dev.tapedeck.cassette.Outcome;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Headers;
import java.util.Optional;

/** What a recorded answer holds, in one piece. */
final class AnswerBody {
    private AnswerBody() {}

    /** The body, the chunks of a stream joined; nothing if there was no answer. */
    static Optional<Bytes> of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Response response -> Optional.of(response.body());
            case Outcome.Stream stream -> Optional.of(stream.body());
            case Outcome.Error error -> Optional.empty();
            case Outcome.Incomplete incomplete -> Optional.empty();
        };
    }

    static Headers headers(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Response response -> response.headers();
            case Outcome.Stream stream -> stream.headers();
            case Outcome.Error error -> Headers.NONE;
            case Outcome.Incomplete incomplete -> Headers.NONE;
        };
    }
}
