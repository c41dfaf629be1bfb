package dev.tapedeck.web.gateway;

import dev.tapedeck.exchange.Failure;
import java.time.Duration;
import java.util.OptionalLong;

/** After how many seconds to try again (RFC 9110, section 10.2.3), at the door as in the REST API. */
public final class RetryAfter {
    public static final String HEADER = "Retry-After";

    private RetryAfter() {}

    /** Whole seconds, rounded up, at least 1; empty where nobody knows. */
    public static OptionalLong seconds(Failure failure) {
        return switch (failure) {
            case Failure.StoreDown down
            when down.retryAfter().isPresent() ->
                OptionalLong.of(seconds(down.retryAfter().get()));
            case Failure.CircuitOpen open -> OptionalLong.of(seconds(open.retryAfter()));
            default -> OptionalLong.empty();
        };
    }

    private static long seconds(Duration wait) {
        return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
    }
}
