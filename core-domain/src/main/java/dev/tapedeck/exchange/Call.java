package dev.tapedeck.exchange;

import java.util.Optional;

/**
 * One request on its way through the stages.
 *
 * @param request what is asked
 * @param lane the task of the recorded program that asks
 * @param terms how it may be carried out
 * @param cancellation tells when nobody waits for the answer any more
 * @param deadline when the answer must be whole, or a stream's content have begun; nothing before a policy has set it
 * @param settled the answer, if it was called for and paid in another way: nothing is sent then
 */
public record Call(
        ProviderRequest request,
        Lane lane,
        Terms terms,
        Cancellation cancellation,
        Optional<Deadline> deadline,
        Optional<Answer> settled) {
    private static final Cancellation NEVER = new Cancellation();

    /** A call whose answer is always waited for. */
    public Call(ProviderRequest request, Lane lane, Terms terms) {
        this(request, lane, terms, NEVER);
    }

    public Call(ProviderRequest request, Lane lane, Terms terms, Cancellation cancellation) {
        this(request, lane, terms, cancellation, Optional.empty(), Optional.empty());
    }

    /** The same, with another request in its place. */
    public Call asking(ProviderRequest other) {
        return new Call(other, lane, terms, cancellation, deadline, settled);
    }

    /** An attempt at this call: given up at that moment, and made only once by whoever is further in. */
    public Call attempt(Deadline limit) {
        return new Call(request, lane, terms.once(), cancellation, Optional.of(limit), settled);
    }

    /** The same, with its answer at hand. */
    public Call settledBy(Answer answer) {
        return new Call(request, lane, terms, cancellation, deadline, Optional.of(answer));
    }
}
