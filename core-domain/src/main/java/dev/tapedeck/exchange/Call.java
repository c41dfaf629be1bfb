package dev.tapedeck.exchange;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One request on its way through the stages.
 *
 * @param request what is asked
 * @param lane the task of the recorded program that asks
 * @param terms how it may be carried out
 * @param cancellation tells when nobody waits for the answer any more
 * @param deadline when the answer must be whole, or a stream's content have begun; nothing, if whoever asks leaves that to the policy
 * @param settled the answer, if it was called for and paid in another way: nothing is sent then
 * @param upload a file that is sent as the body, piece by piece, in place of the request's, which is empty then. Whoever
 *     asks keeps it as it is until the answer is there. Only for what goes straight to a provider: no tape takes it.
 */
public record Call(
        ProviderRequest request,
        Lane lane,
        Terms terms,
        Cancellation cancellation,
        Optional<Deadline> deadline,
        Optional<Answer> settled,
        Optional<Path> upload) {
    private static final Cancellation NEVER = new Cancellation();

    public Call {
        if (upload.isPresent()
                && (terms.effect() != Effect.EFFECT || !request.body().isEmpty())) {
            throw new IllegalArgumentException("A call that sends a file is an effect, and has no other body.");
        }
    }

    /** A call whose answer is always waited for. */
    public Call(ProviderRequest request, Lane lane, Terms terms) {
        this(request, lane, terms, NEVER);
    }

    public Call(ProviderRequest request, Lane lane, Terms terms, Cancellation cancellation) {
        this(request, lane, terms, cancellation, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** An effect that sends this file as its body, and whose answer is always waited for. */
    public static Call uploading(Path file, ProviderRequest request, Lane lane) {
        return new Call(
                request, lane, Terms.of(Effect.EFFECT), NEVER, Optional.empty(), Optional.empty(), Optional.of(file));
    }

    /** The same, with another request in its place. */
    public Call asking(ProviderRequest other) {
        return new Call(other, lane, terms, cancellation, deadline, settled, upload);
    }

    /** An attempt at this call: given up at that moment, and made only once by whoever is further in. */
    public Call attempt(Deadline limit) {
        return new Call(request, lane, terms.once(), cancellation, Optional.of(limit), settled, upload);
    }

    /** The same, with its answer at hand. */
    public Call settledBy(Answer answer) {
        return new Call(request, lane, terms, cancellation, deadline, Optional.of(answer), upload);
    }
}
