package dev.tapedeck.exchange;

import java.util.Optional;

/**
 * One request on its way through the stages.
 *
 * @param request what is asked
 * @param lane the task of the recorded program that asks
 * @param terms how it may be carried out
 * @param deadline when the answer's first content must be there; nothing before a policy has set it
 */
public record Call(ProviderRequest request, Lane lane, Terms terms, Optional<Deadline> deadline) {
    public Call(ProviderRequest request, Lane lane, Terms terms) {
        this(request, lane, terms, Optional.empty());
    }

    /** The same call, given up at that moment. */
    public Call until(Deadline limit) {
        return new Call(request, lane, terms, Optional.of(limit));
    }
}
