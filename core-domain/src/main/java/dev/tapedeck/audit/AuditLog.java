package dev.tapedeck.audit;

import dev.tapedeck.Port;
import java.util.List;

/**
 * Remembers changes. Entries are numbered in the order of their writing, and never changed; the oldest may be forgotten
 * when there are very many. What was written is durable when {@link #write} returns, if the log is lasting. Thread-safe;
 * every method may block.
 *
 * <p>Failures, as {@link dev.tapedeck.exchange.FailedCall}: {@code StoreDown} if the technology beneath doesn't answer.
 * What could not be written must not be done.
 */
@Port
public interface AuditLog {
    /** Above every number: before it, the newest entries stand. */
    long END = Long.MAX_VALUE;

    /** Adds an entry at the end. */
    void write(AuditEntry entry);

    /**
     * The entries with a lower number, newest first.
     *
     * @param limit so many at most
     */
    List<Written> before(long number, int limit);

    /**
     * An entry in its place.
     *
     * @param number positive; higher than those of all entries written before
     */
    record Written(long number, AuditEntry entry) {}
}
