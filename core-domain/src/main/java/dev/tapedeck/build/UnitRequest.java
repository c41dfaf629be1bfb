package dev.tapedeck.build;

import dev.tapedeck.cassette.RequestKey;
import java.util.Optional;

/**
 * One request of a build, whichever units want its answer. It is paid once.
 *
 * @param first the unit that it is made for: made again, it makes the same request
 * @param batch the number of the batch that it is in, if it is or was in one
 * @param attempts how often it was sent
 * @param status the HTTP status of the answer
 * @param answer the body of the answer, kept as an artifact
 * @param reserved what it will cost at most while it is under way
 * @param cost what it has cost
 */
public record UnitRequest(
        RequestKey key,
        UnitRef first,
        State state,
        Optional<Integer> batch,
        int attempts,
        Optional<Integer> status,
        Optional<ArtifactId> answer,
        Optional<UnitFailure> failure,
        Money reserved,
        Money cost) {
    public enum State {
        /** To be made. */
        OPEN,
        /** In a batch, or about to be. */
        SUBMITTED,
        ANSWERED,
        /** For good. */
        FAILED
    }
}
