package dev.tapedeck.cassette;

import dev.tapedeck.exchange.Provenance.Source;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongUnaryOperator;

/**
 * One session in a {@link SessionLedger}: how far it has come at each place of its tape, what became of its calls, and
 * whether it is open. Blocks, and fails, as its ledger does. Thread-safe.
 */
public interface SessionPage {
    SessionEntry entry();

    /** Notes that the session is in use; false if it is closed or being closed, by whichever node. */
    boolean use();

    /** When a node used it last. */
    Instant lastUsed();

    /**
     * Moves the mark of a place on, from 0 at first. No two moves, of whichever nodes, start from the same mark.
     *
     * @param next what follows a mark, always a greater one; the mark itself if nothing does. May be asked several times
     * @return the new mark; empty if nothing followed
     */
    OptionalLong move(TakeId take, Tape.Place place, LongUnaryOperator next);

    /** The marks on a take, without those that never moved. */
    Map<Tape.Place, Long> marks(TakeId take);

    /** Counts a call. Never fails: what can't be written down now is written with the next one. */
    void count(Source source);

    /** How many calls there were, of all nodes. */
    Map<Source, Long> counts();

    /** Begins to close the session: nobody can use it any more. False if it is closed or being closed already. */
    boolean beginClosing();

    /** Opens a session again whose closing failed. */
    void reopen();

    /** Strikes the session out. */
    void close();

    /** This node is about to stop. True if no other uses the session, so that this one is to close it. */
    boolean leave();
}
