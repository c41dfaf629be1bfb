package dev.tapedeck.web.dashboard;

import dev.tapedeck.cassette.Outcome;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Chunk;
import dev.tapedeck.exchange.Headers;

/**
 * How a recorded call ended, in the words of the pages.
 *
 * @param status the HTTP status, or nothing
 * @param kind {@code response}, {@code stream}, {@code stream, cut}, {@code error} or {@code incomplete}
 * @param tone {@code good}, {@code bad} or {@code warn}
 */
public record Ended(String status, String kind, String tone) {
    static Ended of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Response response -> new Ended(String.valueOf(response.code()), "response", tone(response));
            case Outcome.Stream stream ->
                switch (stream.end()) {
                    case END -> new Ended(String.valueOf(stream.code()), "stream", tone(stream));
                    case ERROR -> new Ended(String.valueOf(stream.code()), "stream, cut", "warn");
                    case ABORTED -> new Ended(String.valueOf(stream.code()), "stream, aborted", "warn");
                };
            case Outcome.Error error -> new Ended("", "error", "bad");
            case Outcome.Incomplete incomplete -> new Ended("", "incomplete", "warn");
        };
    }

    private static String tone(Outcome outcome) {
        return outcome.status().orElse(0) < 400 ? "good" : "bad";
    }

    /** The body of the answer, as far as there is one. */
    static Bytes body(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Response response -> response.body();
            case Outcome.Stream stream -> stream.body();
            case Outcome.Error error -> Bytes.EMPTY;
            case Outcome.Incomplete incomplete -> Bytes.EMPTY;
        };
    }

    /** The size of the body of the answer. */
    static long size(Outcome outcome) {
        return outcome instanceof Outcome.Stream stream
                ? stream.chunks().stream()
                        .map(Chunk::bytes)
                        .mapToLong(Bytes::length)
                        .sum()
                : body(outcome).length();
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
