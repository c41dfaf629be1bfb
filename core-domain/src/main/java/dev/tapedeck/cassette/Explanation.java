package dev.tapedeck.cassette;

import java.util.List;
import java.util.SortedSet;

/** What a cassette has for a request, and if nothing, why. */
public sealed interface Explanation {
    /** The request's key by the cassette's recipe. */
    RequestKey key();

    /**
     * The request would be replayed.
     *
     * @param interactions the numbers that match in this lane, in the order in which a session hands them out
     */
    record Hit(RequestKey key, List<Integer> interactions) implements Explanation {
        public Hit {
            interactions = List.copyOf(interactions);
        }
    }

    /**
     * The request would be a miss.
     *
     * @param lanes the lanes that the cassette has, sorted
     * @param message what a client would be told
     * @param nearest the nearest recordings, best first, at most 3
     */
    record NoMatch(RequestKey key, SortedSet<String> lanes, String message, List<Nearest> nearest)
            implements Explanation {
        public NoMatch {
            nearest = List.copyOf(nearest);
        }
    }
}
