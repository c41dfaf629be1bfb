package dev.tapedeck.build;

import dev.tapedeck.exchange.ProviderName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
 * @param pollAt when it is looked at again
 * @param polls how often it was looked at
 * @param expiresAt when the provider gives it up
 * @param endedAt when it was seen to have ended
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
                0,
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                List.of());
    }

    Batch sending(int count, Instant now) {
        return new Batch(
                number,
                intent,
                layer,
                provider,
                model,
                count,
                BatchState.SUBMITTING,
                upload,
                remoteId,
                Optional.of(now),
                pollAt,
                polls,
                expiresAt,
                endedAt,
                collected,
                tooMuch,
                message,
                candidates);
    }

    Batch uploaded(Optional<String> as) {
        return new Batch(
                number,
                intent,
                layer,
                provider,
                model,
                requests,
                state,
                as,
                remoteId,
                sentAt,
                pollAt,
                polls,
                expiresAt,
                endedAt,
                collected,
                tooMuch,
                message,
                candidates);
    }

    /** As its provider shows it, to be looked at again then. */
    Batch seen(RemoteBatch remote, Instant next, Instant now) {
        return new Batch(
                number,
                intent,
                layer,
                provider,
                model,
                requests,
                remote.state(),
                upload,
                Optional.of(remote.id()),
                sentAt,
                Optional.of(next),
                polls + 1,
                remote.expiresAt(),
                remote.state().ended() ? endedAt.or(() -> Optional.of(now)) : Optional.empty(),
                collected,
                remote.rejection().filter(RemoteBatch.Rejection::tooMuch).isPresent(),
                remote.rejection().map(RemoteBatch.Rejection::message),
                List.of());
    }

    /** The provider was asked to end it, whatever it calls that. */
    Batch cancelling() {
        return state.ended()
                ? this
                : new Batch(
                        number,
                        intent,
                        layer,
                        provider,
                        model,
                        requests,
                        BatchState.CANCELLING,
                        upload,
                        remoteId,
                        sentAt,
                        pollAt,
                        polls,
                        expiresAt,
                        endedAt,
                        collected,
                        tooMuch,
                        message,
                        candidates);
    }

    /** Not seen this time. */
    Batch lookedFor(Instant next, String why) {
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
                Optional.of(next),
                polls + 1,
                expiresAt,
                endedAt,
                collected,
                tooMuch,
                Optional.of(why),
                candidates);
    }

    Batch rejected(boolean becauseTooMuch, String why) {
        return new Batch(
                number,
                intent,
                layer,
                provider,
                model,
                requests,
                BatchState.REJECTED,
                upload,
                remoteId,
                sentAt,
                Optional.empty(),
                polls,
                expiresAt,
                endedAt,
                true,
                becauseTooMuch,
                Optional.of(why),
                List.of());
    }

    Batch uncertain(List<String> maybe, String why) {
        return new Batch(
                number,
                intent,
                layer,
                provider,
                model,
                requests,
                BatchState.UNCERTAIN,
                upload,
                remoteId,
                sentAt,
                Optional.empty(),
                polls,
                expiresAt,
                endedAt,
                collected,
                tooMuch,
                Optional.of(why),
                maybe);
    }

    /** It was never sent, as somebody says. */
    Batch unsent() {
        return new Batch(
                number,
                intent,
                layer,
                provider,
                model,
                requests,
                BatchState.SUBMITTING,
                upload,
                remoteId,
                Optional.empty(),
                Optional.empty(),
                polls,
                expiresAt,
                endedAt,
                collected,
                tooMuch,
                message,
                List.of());
    }

    /** It is that one, as somebody says. */
    Batch adopted(String as) {
        return new Batch(
                number,
                intent,
                layer,
                provider,
                model,
                requests,
                BatchState.QUEUED,
                upload,
                Optional.of(as),
                sentAt,
                Optional.empty(),
                polls,
                expiresAt,
                endedAt,
                collected,
                tooMuch,
                Optional.empty(),
                List.of());
    }

    /** Given up. */
    Batch lost(String why) {
        return new Batch(
                number,
                intent,
                layer,
                provider,
                model,
                requests,
                BatchState.UNKNOWN,
                upload,
                remoteId,
                sentAt,
                Optional.empty(),
                polls,
                expiresAt,
                endedAt,
                true,
                tooMuch,
                Optional.of(why),
                candidates);
    }

    Batch taken() {
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
                Optional.empty(),
                polls,
                expiresAt,
                endedAt,
                true,
                tooMuch,
                message,
                candidates);
    }

    /** Whether nothing more is to be done about it. */
    public boolean over() {
        return state.ended() && collected;
    }
}
