package dev.tapedeck.provider.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.build.BatchState;
import dev.tapedeck.build.RemoteBatch;
import dev.tapedeck.build.RemoteBatch.Rejection;
import dev.tapedeck.provider.batch.Moments;
import dev.tapedeck.provider.batch.Reply;
import dev.tapedeck.provider.sse.Fields;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A batch as OpenAI shows it.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/batch/object">The batch object</a>
 */
record OpenAiBatch(JsonNode shown) {
    /** The member of the metadata that holds our intent. */
    static final String INTENT = "tapedeck_intent";

    private static final int MOST_REASONS = 3;
    /** No count of requests is larger, whatever is said. */
    private static final int MOST = 100_000_000;

    RemoteBatch remote(Optional<Duration> pollAfter) {
        JsonNode counts = shown.path("request_counts");
        return new RemoteBatch(
                id(),
                state(),
                count(counts, "completed") + count(counts, "failed"),
                count(counts, "total"),
                Moments.of(shown.path("created_at")),
                Moments.of(shown.path("expires_at")),
                pollAfter,
                state() == BatchState.REJECTED ? Optional.of(rejection()) : Optional.empty());
    }

    private static int count(JsonNode counts, String what) {
        return (int) Math.min(MOST, Fields.count(counts.path(what)));
    }

    String id() {
        return Fields.text(shown, "id");
    }

    /** One that failed and has results all the same is one that has ended. */
    private BatchState state() {
        return switch (status()) {
            case "validating" -> BatchState.QUEUED;
            case "in_progress", "finalizing" -> BatchState.RUNNING;
            case "cancelling" -> BatchState.CANCELLING;
            case "completed", "expired", "cancelled" -> BatchState.ENDED;
            case "failed" -> resultFiles().isEmpty() ? BatchState.REJECTED : BatchState.ENDED;
            default -> BatchState.UNKNOWN;
        };
    }

    private String status() {
        return Fields.text(shown, "status");
    }

    private Rejection rejection() {
        JsonNode errors = shown.at("/errors/data");
        boolean tooMuch = Fields.elements(errors)
                .anyMatch(error -> Fields.text(error, "code").equals("token_limit_exceeded"));
        String reasons = Fields.elements(errors)
                .limit(MOST_REASONS)
                .map(OpenAiBatch::reason)
                .collect(Collectors.joining("; "));
        return new Rejection(tooMuch, Reply.shortened(reasons));
    }

    private static String reason(JsonNode error) {
        String line = error.path("line").isInt()
                ? "line %d: ".formatted(error.path("line").asInt())
                : "";
        String code = Fields.text(error, "code");
        return line + Fields.text(error, "message") + (code.isEmpty() ? "" : " (%s)".formatted(code));
    }

    /** Whether it says that there are results, and not yet where. */
    boolean hidesResults() {
        return status().equals("completed")
                && shown.at("/request_counts/completed").asInt() > 0
                && Fields.text(shown, "output_file_id").isEmpty();
    }

    /** The file of the successes and that of the errors, those of them that there are. */
    List<String> resultFiles() {
        return files("output_file_id", "error_file_id");
    }

    /** All that lies there for it. */
    List<String> files() {
        return files("input_file_id", "output_file_id", "error_file_id");
    }

    private List<String> files(String... members) {
        return Stream.of(members)
                .map(member -> Fields.text(shown, member))
                .filter(id -> !id.isEmpty())
                .toList();
    }

    boolean isOf(String intent, Optional<String> uploaded) {
        return Fields.text(shown.path("metadata"), INTENT).equals(intent)
                || uploaded.filter(Fields.text(shown, "input_file_id")::equals).isPresent();
    }
}
