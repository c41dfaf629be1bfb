package dev.tapedeck.storage.database;

import dev.tapedeck.cassette.Ending;
import dev.tapedeck.cassette.Outcome;
import dev.tapedeck.cassette.Ticket;

/** What an interaction, or a half of it, adds to its take's counters. */
record Weight(long bytes, int findings) {
    static Weight of(Ticket ticket) {
        return new Weight(ticket.request().body().length(), ticket.findings().size());
    }

    static Weight of(Ending ending) {
        return new Weight(bytes(ending.outcome()), ending.findings().size());
    }

    Weight plus(Weight other) {
        return new Weight(bytes + other.bytes, findings + other.findings);
    }

    private static long bytes(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Response response -> response.body().length();
            case Outcome.Stream stream ->
                stream.chunks().stream()
                        .mapToLong(chunk -> chunk.bytes().length())
                        .sum();
            case Outcome.Error error -> 0;
            case Outcome.Incomplete incomplete -> 0;
        };
    }
}
