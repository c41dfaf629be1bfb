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
    static UnitRequest open(RequestKey key, UnitRef first) {
        return new UnitRequest(
                key,
                first,
                State.OPEN,
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Money.ZERO,
                Money.ZERO);
    }

    /** Under way by itself, as far as anybody knows; one more attempt. */
    UnitRequest sent(Money atMost) {
        return underWay(State.SENT, Optional.empty(), atMost);
    }

    /** In that batch; one more attempt. */
    UnitRequest submitted(int inBatch, Money atMost) {
        return underWay(State.SUBMITTED, Optional.of(inBatch), atMost);
    }

    private UnitRequest underWay(State how, Optional<Integer> inBatch, Money atMost) {
        return new UnitRequest(key, first, how, inBatch, attempts + 1, status, answer, failure, atMost, cost);
    }

    /** To be sent again; @param counts whether the attempt that came to nothing counts as one */
    UnitRequest reopened(boolean counts) {
        return new UnitRequest(
                key,
                first,
                State.OPEN,
                Optional.empty(),
                counts ? attempts : attempts - 1,
                status,
                answer,
                failure,
                Money.ZERO,
                cost);
    }

    UnitRequest answered(int code, ArtifactId body, Money paid) {
        return new UnitRequest(
                key,
                first,
                State.ANSWERED,
                batch,
                attempts,
                Optional.of(code),
                Optional.of(body),
                Optional.empty(),
                Money.ZERO,
                cost.plus(paid));
    }

    /** To be made again for that unit, as if it never had been; what it has cost stays. */
    UnitRequest afresh(UnitRef forUnit) {
        return new UnitRequest(
                key,
                forUnit,
                State.OPEN,
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Money.ZERO,
                cost);
    }

    /** Still in its batch, which was given up and is looked for again. */
    UnitRequest awaited() {
        return new UnitRequest(
                key,
                first,
                State.SUBMITTED,
                batch,
                attempts,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                reserved,
                cost);
    }

    UnitRequest charged(Money paid) {
        return new UnitRequest(key, first, state, batch, attempts, status, answer, failure, reserved, cost.plus(paid));
    }

    UnitRequest failed(UnitFailure why) {
        return new UnitRequest(
                key, first, State.FAILED, batch, attempts, status, answer, Optional.of(why), Money.ZERO, cost);
    }

    public enum State {
        /** To be made. */
        OPEN,
        /** Under way by itself. */
        SENT,
        /** In a batch, or about to be. */
        SUBMITTED,
        ANSWERED,
        /** For good. */
        FAILED
    }
}
