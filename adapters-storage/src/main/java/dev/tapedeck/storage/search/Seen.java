package dev.tapedeck.storage.search;

import dev.tapedeck.cassette.Cassette;
import java.time.Instant;

/** What a cassette looked like when the index took it in: another look means that there is something to read. */
record Seen(String name, long take, Instant createdAt, Instant changedAt, int interactions, long bytes, int findings) {
    static Seen of(Cassette cassette) {
        return new Seen(
                cassette.name().value(),
                cassette.take().value(),
                cassette.createdAt(),
                cassette.changedAt(),
                cassette.interactions(),
                cassette.bytes(),
                cassette.findings());
    }

    /** Whether this is the same take, where the ids of takes outlive the process. */
    boolean hasTheTakeOf(Seen other) {
        return take == other.take && createdAt.equals(other.createdAt);
    }

    /**
     * Whether nothing speaks against this being the same recording, whatever the take's id is now. When it was made says
     * nothing: a document doesn't tell.
     */
    boolean looksLike(Seen other) {
        return name.equals(other.name)
                && changedAt.equals(other.changedAt)
                && interactions == other.interactions
                && bytes == other.bytes
                && findings == other.findings;
    }
}
