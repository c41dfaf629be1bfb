package dev.tapedeck.exchange;

import java.util.Optional;

/**
 * One request on its way through the stages.
 *
 * @param request what is asked
 * @param lane the task of the recorded program that asks
 * @param terms how it may be carried out
 * @param deadline when a plain answer must be whole, or an event stream have begun; nothing before a policy has set it
 */
public record Call(ProviderRequest request, Lane lane, Terms terms, Optional<Deadline> deadline) {
    public Call(ProviderRequest request, Lane lane, Terms terms) {
        this(request, lane, terms, Optional.empty());
    }

    /** An attempt at this call: given up at that moment, and made only once by whoever is further in. */
    public Call attempt(Deadline limit) {
        return new Call(request, lane, terms.once(), Optional.of(limit));
    }
}
