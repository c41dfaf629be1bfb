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
 * @param sentAt when it was first tried to submit it
 * @param pollAt when it is looked at again
 * @param polls how often it was looked at
 * @param expiresAt when the provider gives it up
 * @param collected whether its results are all taken over
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
        Instant sentAt,
        Optional<Instant> pollAt,
        int polls,
        Optional<Instant> expiresAt,
        boolean collected,
        Optional<String> message,
        List<String> candidates) {
    public Batch {
        candidates = List.copyOf(candidates);
    }
}
