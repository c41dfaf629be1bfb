package dev.tapedeck.storage.database;

import dev.tapedeck.cassette.Ending;
import dev.tapedeck.cassette.Ticket;

/** What an interaction, or a half of it, adds to its take's counters. */
record Weight(long bytes, int findings) {
    static Weight of(Ticket ticket) {
        return new Weight(ticket.request().body().length(), ticket.findings().size());
    }

    static Weight of(Ending ending) {
        return new Weight(ending.outcome().bytes(), ending.findings().size());
    }

    Weight plus(Weight other) {
        return new Weight(bytes + other.bytes, findings + other.findings);
    }
}
