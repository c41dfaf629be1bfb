package dev.tapedeck.build;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A batch as its provider shows it.
 *
 * @param state {@link BatchState#UNKNOWN} if the provider's word for it is none we know
 * @param done how many of its requests are done, as far as the provider says
 * @param expiresAt when the provider gives it up
 * @param pollAfter when the provider wants to be asked again
 * @param rejection why it was rejected
 */
public record RemoteBatch(
        String id,
        BatchState state,
        int done,
        int all,
        Optional<Instant> createdAt,
        Optional<Instant> expiresAt,
        Optional<Duration> pollAfter,
        Optional<Rejection> rejection) {

    /** @param tooMuch whether it would do smaller or later */
    public record Rejection(boolean tooMuch, String message) {}
}
