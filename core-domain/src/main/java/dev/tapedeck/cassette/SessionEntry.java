package dev.tapedeck.cassette;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A session as a ledger knows it: all that a node needs to take part in it.
 *
 * @param implicit whether it was opened by a header or the configuration rather than by REST
 * @param openedAt to the microsecond
 * @param freshTake the take that it records, if it records a fresh one
 * @param tapeEnd the last number on its tape when it was opened, if it plays no further: it never plays what it recorded
 *     itself
 */
public record SessionEntry(
        SessionId id,
        SessionSpec spec,
        boolean implicit,
        Instant openedAt,
        Optional<TakeId> freshTake,
        OptionalInt tapeEnd) {
    public SessionEntry {
        openedAt = openedAt.truncatedTo(ChronoUnit.MICROS);
    }
}
