package dev.tapedeck.cassette;

import dev.tapedeck.Port;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Which sessions are open, and a page for each that tells where it stands. Nodes that share a ledger share their
 * sessions: what one opened another can use, and what one closed is closed for all. Methods block unless
 * {@link #atHand}. Thread-safe.
 *
 * <p>Failures, as {@link dev.tapedeck.exchange.FailedCall}: {@code StoreDown} if the technology beneath doesn't answer.
 */
@Port
public interface SessionLedger {
    /** Whether neither this ledger nor its pages ever block, so that they may be used on an event loop. */
    boolean atHand();

    /** Enters a session under an id that is new. */
    SessionPage open(SessionEntry session);

    /** The page of the implicit session of that spec which is open; if there is none, the proposed one is opened. */
    SessionPage openImplicit(SessionEntry proposed);

    /** The page of a session that isn't closed; one that is being closed has its page still. */
    Optional<SessionPage> find(SessionId id);

    /** The sessions that aren't closed, whichever node opened them. */
    List<SessionEntry> open();

    /** The implicit sessions that no node has used for so long. */
    List<SessionId> idle(Duration idle);

    /**
     * Tells the others that this node lives, and drops what nodes left that are gone; to be called every
     * {@link #BEAT}. What such a node had open alone ends.
     */
    void beat();

    /** How often a node says that it lives. */
    Duration BEAT = Duration.ofSeconds(10);
}
