package dev.tapedeck.build;

import dev.tapedeck.exchange.ProviderName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One batch of a build: its intent from the start, and then what became of it.
 *
 * @param number from 1 in its build
 * @param intent travels with the batch where the provider allows it, and names it for ever
 * @param model all its requests ask the same model
 * @param requests how many there are
 * @param upload what was uploaded for it, before it is submitted; where a provider knows such a step
 * @param remoteId the provider's id, once it has one
 * @param sentAt when it was first tried to submit it; while its requests are still gathered nothing was sent
 * @param seenAt when the provider last showed it
 * @param pollAt when it is looked at again
 * @param polls how often it was looked at
 * @param expiresAt when the provider gives it up
 * @param endedAt when it was seen to have ended, or given up
 * @param collected whether its results are all taken over
 * @param tooMuch whether it was rejected because there was too much in it or waiting
 * @param message the provider's, or ours about it
 * @param candidates the provider's batches that may be this one, if that is uncertain
 */
public record Batch(
        int number,
        String intent,
        String layer,
        ProviderName provider,
        String model,
        int requests,
        BatchState state,
        Optional<String> upload,
        Optional<String> remoteId,
        Optional<Instant> sentAt,
        Optional<Instant> seenAt,
        Optional<Instant> pollAt,
        int polls,
        Optional<Instant> expiresAt,
        Optional<Instant> endedAt,
        boolean collected,
        boolean tooMuch,
        Optional<String> message,
        List<String> candidates) {
    public Batch {
        candidates = List.copyOf(candidates);
    }

    /** The intent, before a request is in it. */
    static Batch gathering(int number, String intent, String layer, ProviderName provider, String model) {
        return new Batch(
                number,
                intent,
                layer,
                provider,
                model,
                0,
                BatchState.SUBMITTING,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                List.of());
    }

    Batch sending(int count, Instant now) {
        return with(next -> {
            next.requests = count;
            next.state = BatchState.SUBMITTING;
            next.sentAt = Optional.of(now);
        });
    }

    Batch uploaded(Optional<String> as) {
        return with(next -> next.upload = as);
    }

    /** As its provider shows it, to be looked at again then. */
    Batch seen(RemoteBatch remote, Instant again, Instant now) {
        return with(next -> {
            next.state = remote.state();
            next.remoteId = Optional.of(remote.id());
            next.seenAt = Optional.of(now);
            next.pollAt = Optional.of(again);
            next.polls++;
            next.expiresAt = remote.expiresAt();
            next.endedAt = remote.state().ended() ? endedAt.or(() -> Optional.of(now)) : Optional.empty();
            next.tooMuch =
                    remote.rejection().filter(RemoteBatch.Rejection::tooMuch).isPresent();
            next.message = remote.rejection().map(RemoteBatch.Rejection::message);
            next.candidates = List.of();
        });
    }

    /** The provider was asked to end it, whatever it calls that. */
    Batch cancelling() {
        return state.ended() ? this : with(next -> next.state = BatchState.CANCELLING);
    }

    /** Not seen this time. */
    Batch lookedFor(Instant again, String why) {
        return with(next -> {
            next.pollAt = Optional.of(again);
            next.polls++;
            next.message = Optional.of(why);
        });
    }

    Batch rejected(boolean becauseTooMuch, String why, Instant now) {
        return with(next -> {
            next.state = BatchState.REJECTED;
            next.pollAt = Optional.empty();
            next.endedAt = endedAt.or(() -> Optional.of(now));
            next.collected = true;
            next.tooMuch = becauseTooMuch;
            next.message = Optional.of(why);
            next.candidates = List.of();
        });
    }

    Batch uncertain(List<String> maybe, String why) {
        return with(next -> {
            next.state = BatchState.UNCERTAIN;
            next.pollAt = Optional.empty();
            next.message = Optional.of(why);
            next.candidates = maybe;
        });
    }

    /** It was never sent, as somebody says. */
    Batch unsent() {
        return with(next -> {
            next.state = BatchState.SUBMITTING;
            next.sentAt = Optional.empty();
            next.pollAt = Optional.empty();
            next.candidates = List.of();
        });
    }

    /** It is that one, as somebody says. */
    Batch adopted(String as) {
        return with(next -> {
            next.state = BatchState.QUEUED;
            next.remoteId = Optional.of(as);
            next.pollAt = Optional.empty();
            next.message = Optional.empty();
            next.candidates = List.of();
        });
    }

    /** Given up. */
    Batch lost(String why, Instant now) {
        return with(next -> {
            next.state = BatchState.UNKNOWN;
            next.pollAt = Optional.empty();
            next.endedAt = Optional.of(now);
            next.collected = true;
            next.message = Optional.of(why);
        });
    }

    /** Given up before, and looked for again. */
    Batch revived() {
        return with(next -> {
            next.state = BatchState.QUEUED;
            next.endedAt = Optional.empty();
            next.collected = false;
        });
    }

    Batch taken() {
        return with(next -> {
            next.pollAt = Optional.empty();
            next.collected = true;
        });
    }

    /** Whether it may still bring answers that are paid for: it isn't over, or was given up and is known to the provider. */
    boolean mayBring() {
        return !over() || state == BatchState.UNKNOWN && remoteId.isPresent();
    }

    /** Whether nothing more is to be done about it. */
    public boolean over() {
        return state.ended() && collected;
    }

    private Batch with(Consumer<Next> change) {
        Next next = new Next();
        change.accept(next);
        return next.batch();
    }

    /** What of it can change. */
    private final class Next {
        private int requests = Batch.this.requests;
        private BatchState state = Batch.this.state;
        private Optional<String> upload = Batch.this.upload;
        private Optional<String> remoteId = Batch.this.remoteId;
        private Optional<Instant> sentAt = Batch.this.sentAt;
        private Optional<Instant> seenAt = Batch.this.seenAt;
        private Optional<Instant> pollAt = Batch.this.pollAt;
        private int polls = Batch.this.polls;
        private Optional<Instant> expiresAt = Batch.this.expiresAt;
        private Optional<Instant> endedAt = Batch.this.endedAt;
        private boolean collected = Batch.this.collected;
        private boolean tooMuch = Batch.this.tooMuch;
        private Optional<String> message = Batch.this.message;
        private List<String> candidates = Batch.this.candidates;

        Batch batch() {
            return new Batch(
                    number,
                    intent,
                    layer,
                    provider,
                    model,
                    requests,
                    state,
                    upload,
                    remoteId,
                    sentAt,
                    seenAt,
                    pollAt,
                    polls,
                    expiresAt,
                    endedAt,
                    collected,
                    tooMuch,
                    message,
                    candidates);
        }
    }
}
