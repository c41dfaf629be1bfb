package dev.tapedeck.build;

import dev.tapedeck.exchange.Bytes;
import java.util.Optional;

/**
 * An answer that has come to a request.
 *
 * @param interaction where it stands on a tape, if it does
 * @param played whether it comes from there, and cost nothing now
 * @param batched whether it came in a batch
 */
record Arrival(
        UnitRequest request, int status, Bytes body, Optional<String> interaction, boolean played, boolean batched) {
    static Arrival of(UnitRequest request, CallPath.Answered answered, boolean batched) {
        return new Arrival(
                request, answered.status(), answered.body(), answered.interaction(), answered.played(), batched);
    }
}
