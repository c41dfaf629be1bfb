package dev.tapedeck.cassette;

import dev.tapedeck.Port;
import java.time.Duration;
import java.util.List;

/**
 * Finds interactions by what is in them. Beside the store and derived from it alone: it can be lost and made again, and
 * recording never waits for it. It knows the current takes of the cassettes, as they were when it last caught up; holds
 * no secret that a redactor finds. Thread-safe.
 */
@Port
public interface InteractionIndex {
    /**
     * Takes in what has changed in the store. The work goes on by itself when the time is up; of many calls at once it is
     * done for all.
     *
     * @param atMost how long to wait for the end of it; nothing to return at once
     * @return whether everything that the store held at the call is in the index
     * @throws dev.tapedeck.exchange.FailedCall {@code StoreDown} if the index can't be used; the next call tries again
     */
    boolean catchUp(Duration atMost);

    /** How many interactions match, of those that are in the index. Doesn't touch the store. */
    Tally count(SearchQuery query);

    /** The numbers of a take's interactions that match, in order, beginning after that number. Doesn't touch the store. */
    List<Integer> find(TakeId take, SearchQuery query, int afterNumber, int limit);
}
