package dev.tapedeck.cassette;

import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Failure.TimedOut.Phase;
import java.util.Locale;
import java.util.Optional;

/**
 * A failure of the way to the provider, as it stands on a tape.
 *
 * @param type the failure's code, {@code tapedeck_upstream_…}
 * @param message for people, redacted
 * @param context what was under way: {@code connect}, {@code response}, {@code idle}, or nothing
 * @param retryable whether the same call might have succeeded if made again
 * @param retryAfterMillis how long the provider asked to wait, if it did
 */
public record RecordedError(
        String type, String message, String context, boolean retryable, Optional<Long> retryAfterMillis) {

    public static RecordedError of(Failure.Upstream failure) {
        String context = failure instanceof Failure.TimedOut timeout
                ? timeout.phase().name().toLowerCase(Locale.ROOT)
                : "";
        return new RecordedError(failure.code(), failure.message(), context, failure.retryable(), Optional.empty());
    }

    /** The failure again. A type that this version doesn't know comes back as a broken connection. */
    public Failure.Upstream failure() {
        return switch (type) {
            case "tapedeck_upstream_unreachable" -> new Failure.Unreachable(message);
            case "tapedeck_upstream_timeout" -> new Failure.TimedOut(phase(), message);
            case "tapedeck_upstream_incomplete" -> new Failure.Incomplete(message);
            default -> new Failure.Reset(message);
        };
    }

    RecordedError withMessage(String otherMessage) {
        return new RecordedError(type, otherMessage, context, retryable, retryAfterMillis);
    }

    private Phase phase() {
        for (Phase phase : Phase.values()) {
            if (phase.name().equalsIgnoreCase(context)) {
                return phase;
            }
        }
        return Phase.RESPONSE;
    }
}
