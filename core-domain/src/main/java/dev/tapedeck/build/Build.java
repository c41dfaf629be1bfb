package dev.tapedeck.build;

import dev.tapedeck.cassette.SessionId;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.pipeline.PipelineName;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One build.
 *
 * @param text the pipeline, as it was when the build began
 * @param fingerprint what the pipeline and its documents amounted to then
 * @param session what its calls go through, once one was opened
 * @param reason why it failed or stopped, for people
 * @param dueAt when there is something to do again; nothing once it has ended
 * @param reserved what requests under way will cost at most, as estimated
 * @param spent what answers have cost
 * @param startedAt when it was started, or resumed last
 * @param cancelling somebody wants it to stop
 */
public record Build(
        BuildId id,
        PipelineName pipeline,
        Bytes text,
        Fingerprint fingerprint,
        BuildOptions options,
        BuildState state,
        Optional<SessionId> session,
        Optional<Reason> reason,
        Instant createdAt,
        Instant startedAt,
        Instant updatedAt,
        Optional<Instant> dueAt,
        Money reserved,
        Money spent,
        boolean cancelling) {

    /**
     * @param code stable: {@code BUDGET}, {@code POISONED}, or a failure's
     * @param message for people; sanitised by who shows it
     */
    public record Reason(String code, String message) {}

    /** Somebody wants it to stop, and that is the next thing to do. */
    public Build toBeCancelled(Instant now) {
        return in(state, Optional.of(now)).asCancelling();
    }

    /**
     * What is to be kept in place of that one: this, but if somebody has asked meanwhile for it to stop, that holds as long
     * as the build goes on.
     */
    public Build inPlaceOf(Build kept) {
        boolean asked = kept.cancelling && !cancelling && !kept.state.ended() && !state.ended();
        return asked ? in(state, earlier(dueAt, kept.dueAt)).asCancelling() : this;
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        return Stream.of(one, other).flatMap(Optional::stream).min(Comparator.naturalOrder());
    }

    Build updatedAt(Instant now) {
        return new Build(
                id,
                pipeline,
                text,
                fingerprint,
                options,
                state,
                session,
                reason,
                createdAt,
                startedAt,
                now,
                dueAt,
                reserved,
                spent,
                cancelling);
    }

    Build asCancelling() {
        return new Build(
                id,
                pipeline,
                text,
                fingerprint,
                options,
                state,
                session,
                reason,
                createdAt,
                startedAt,
                updatedAt,
                dueAt,
                reserved,
                spent,
                true);
    }

    /** @param due when there is something to do again */
    Build in(BuildState next, Optional<Instant> due) {
        return new Build(
                id,
                pipeline,
                text,
                fingerprint,
                options,
                next,
                session,
                reason,
                createdAt,
                startedAt,
                updatedAt,
                due,
                reserved,
                spent,
                cancelling);
    }

    Build because(Reason why) {
        return new Build(
                id,
                pipeline,
                text,
                fingerprint,
                options,
                state,
                session,
                Optional.of(why),
                createdAt,
                startedAt,
                updatedAt,
                dueAt,
                reserved,
                spent,
                cancelling);
    }

    /** To be worked on from now on, whatever stopped it. */
    Build again(Instant now) {
        return new Build(
                id,
                pipeline,
                text,
                fingerprint,
                options,
                BuildState.PENDING,
                session,
                Optional.empty(),
                createdAt,
                now,
                updatedAt,
                Optional.of(now),
                reserved,
                spent,
                false);
    }

    Build with(Fingerprint of) {
        return new Build(
                id,
                pipeline,
                text,
                of,
                options,
                state,
                session,
                reason,
                createdAt,
                startedAt,
                updatedAt,
                dueAt,
                reserved,
                spent,
                cancelling);
    }

    Build through(SessionId opened) {
        return new Build(
                id,
                pipeline,
                text,
                fingerprint,
                options,
                state,
                Optional.of(opened),
                reason,
                createdAt,
                startedAt,
                updatedAt,
                dueAt,
                reserved,
                spent,
                cancelling);
    }

    Build charged(Money moreReserved, Money moreSpent) {
        return new Build(
                id,
                pipeline,
                text,
                fingerprint,
                options,
                state,
                session,
                reason,
                createdAt,
                startedAt,
                updatedAt,
                dueAt,
                reserved.plus(moreReserved),
                spent.plus(moreSpent),
                cancelling);
    }
}
