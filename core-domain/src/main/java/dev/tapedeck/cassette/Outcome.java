package dev.tapedeck.cassette;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Chunk;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Headers;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a recorded call ended; a replay ends in the same way. */
public sealed interface Outcome {
    /** A complete answer in one piece. */
    record Response(int code, Headers headers, Bytes body) implements Outcome {}

    /** An answer that came in chunks, whole or not. */
    record Stream(int code, Headers headers, List<Chunk> chunks, End end, Optional<RecordedError> error)
            implements Outcome {
        public Stream {
            chunks = List.copyOf(chunks);
            if ((end == End.ERROR) != error.isPresent()) {
                throw new IllegalArgumentException("A stream has an error exactly if it ended with one.");
            }
        }

        /** All chunks as one body. */
        public Bytes body() {
            return Chunk.joined(chunks);
        }
    }

    /** No answer at all: the failure stands for it. */
    record Error(RecordedError error) implements Outcome {}

    /** The call began and never ended: its ticket keeps the place. */
    record Incomplete() implements Outcome {
        public Failure.Upstream failure() {
            return new Failure.Incomplete(
                    "This call was begun but its end was never recorded. Record the cassette again to replay it.");
        }
    }

    /** The terminal marker of a stream. */
    enum End {
        END,
        /** it broke */
        ERROR,
        /** Tapedeck itself stopped reading */
        ABORTED;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What stands on a tape for an answer whose chunks nobody kept: a stream if its type says so, cut where its events
     * end, all of them there at once; else a response.
     */
    static Outcome ofWhole(int code, Headers headers, Bytes body) {
        AnswerFraming framing = new AnswerFraming(headers);
        return framing.isStream()
                ? new Stream(code, headers, EventCuts.of(headers.mediaType(), body), End.END, Optional.empty())
                : new Response(code, headers, body);
    }

    /** The name of the kind on tapes and in REST. */
    default String kind() {
        return switch (this) {
            case Response response -> "response";
            case Stream stream -> "stream";
            case Error error -> "error";
            case Incomplete incomplete -> "incomplete";
        };
    }

    /** How long the answer's body is. */
    default long bytes() {
        return switch (this) {
            case Response response -> response.body.length();
            case Stream stream ->
                stream.chunks.stream()
                        .mapToLong(chunk -> chunk.bytes().length())
                        .sum();
            case Error error -> 0;
            case Incomplete incomplete -> 0;
        };
    }

    /** The HTTP status, if there was an answer. */
    default Optional<Integer> status() {
        return switch (this) {
            case Response response -> Optional.of(response.code);
            case Stream stream -> Optional.of(stream.code);
            case Error error -> Optional.empty();
            case Incomplete incomplete -> Optional.empty();
        };
    }
}
