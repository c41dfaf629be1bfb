package dev.tapedeck.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.build.BatchState;
import dev.tapedeck.build.RemoteBatch;
import dev.tapedeck.provider.batch.Moments;
import dev.tapedeck.provider.sse.Fields;
import java.time.Duration;
import java.util.Optional;

/**
 * A batch as Anthropic shows it: its counts stay as they are until it ends, and always add up to all of its requests.
 *
 * @see <a href="https://docs.claude.com/en/api/retrieving-message-batches">Message batches</a>
 */
record MessageBatch(JsonNode shown) {
    /** No count of requests is larger, whatever is said. */
    private static final int MOST = 100_000_000;

    RemoteBatch remote(Optional<Duration> pollAfter) {
        int done = count("succeeded") + count("errored") + count("canceled") + count("expired");
        return new RemoteBatch(
                Fields.text(shown, "id"),
                state(),
                done,
                done + count("processing"),
                Moments.of(shown.path("created_at")),
                Moments.of(shown.path("expires_at")),
                pollAfter,
                Optional.empty());
    }

    private BatchState state() {
        return switch (Fields.text(shown, "processing_status")) {
            case "in_progress" -> BatchState.RUNNING;
            case "canceling" -> BatchState.CANCELLING;
            case "ended" -> BatchState.ENDED;
            default -> BatchState.UNKNOWN;
        };
    }

    private int count(String what) {
        return (int) Math.min(MOST, Fields.count(shown.path("request_counts").path(what)));
    }
}
