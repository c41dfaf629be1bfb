package dev.tapedeck.build;

import dev.tapedeck.cassette.SessionId;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.IdempotencyKey;
import dev.tapedeck.pipeline.PipelineName;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Consumer;
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
 * @param key by what the request that started it is known, if it bore a key
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
        Instant heardAt,
        Instant updatedAt,
        Optional<Instant> dueAt,
        Money reserved,
        Money spent,
        boolean cancelling,
        Optional<IdempotencyKey> key) {

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
        return with(next -> next.updatedAt = now);
    }

    Build asCancelling() {
        return with(next -> next.cancelling = true);
    }

    /** @param due when there is something to do again */
    Build in(BuildState state, Optional<Instant> due) {
        return with(next -> {
            next.state = state;
            next.dueAt = due;
        });
    }

    /** An answer has come. */
    Build heard(Instant now) {
        return with(next -> next.heardAt = now);
    }

    /** With another bound for what it may cost. */
    Build costing(Money atMost) {
        return with(next -> next.options = options.costing(atMost));
    }

    Build because(Reason why) {
        return with(next -> next.reason = Optional.of(why));
    }

    /** To be worked on from now on, whatever stopped it. */
    Build again(Instant now) {
        return with(next -> {
            next.state = BuildState.PENDING;
            next.reason = Optional.empty();
            next.startedAt = now;
            next.heardAt = now;
            next.dueAt = Optional.of(now);
            next.cancelling = false;
        });
    }

    Build with(Fingerprint of) {
        return with(next -> next.fingerprint = of);
    }

    Build through(SessionId opened) {
        return with(next -> next.session = Optional.of(opened));
    }

    Build charged(Money moreReserved, Money moreSpent) {
        return with(next -> {
            next.reserved = reserved.plus(moreReserved);
            next.spent = spent.plus(moreSpent);
        });
    }

    private Build with(Consumer<Next> change) {
        Next next = new Next();
        change.accept(next);
        return next.build();
    }

    /** What of it can change. */
    private final class Next {
        private Fingerprint fingerprint = Build.this.fingerprint;
        private BuildOptions options = Build.this.options;
        private BuildState state = Build.this.state;
        private Optional<SessionId> session = Build.this.session;
        private Optional<Reason> reason = Build.this.reason;
        private Instant startedAt = Build.this.startedAt;
        private Instant heardAt = Build.this.heardAt;
        private Instant updatedAt = Build.this.updatedAt;
        private Optional<Instant> dueAt = Build.this.dueAt;
        private Money reserved = Build.this.reserved;
        private Money spent = Build.this.spent;
        private boolean cancelling = Build.this.cancelling;

        Build build() {
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
                    heardAt,
                    updatedAt,
                    dueAt,
                    reserved,
                    spent,
                    cancelling,
                    key);
        }
    }
}
