package dev.tapedeck.provider.simulator;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.provider.simulator.SimulatedBatch.InputFault;
import dev.tapedeck.provider.simulator.SimulatedBatch.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;

/** A batch as OpenAI shows it at a moment. */
record OpenAiBatchView(SimulatedBatch batch, Instant now) {
    private static final Duration WINDOW = Duration.ofHours(24);

    static String status(Phase phase) {
        return switch (phase) {
            case WAITING -> "validating";
            case WORKING -> "in_progress";
            case FINISHING -> "finalizing";
            case CANCELLING -> "cancelling";
            case COMPLETED -> "completed";
            case EXPIRED -> "expired";
            case CANCELLED -> "cancelled";
            case FAILED -> "failed";
        };
    }

    ObjectNode shown() {
        Phase phase = batch.phase(now);
        ObjectNode shown = instance.objectNode()
                .put("id", batch.id())
                .put("object", "batch")
                .put("endpoint", batch.asked().path("endpoint").asText());
        shown.set("errors", phase == Phase.FAILED ? errors() : instance.nullNode());
        shown.put("input_file_id", batch.asked().path("input_file_id").asText())
                .put("completion_window", "24h")
                .put("status", status(phase));
        shown.set("output_file_id", file(false));
        shown.set("error_file_id", file(true));
        shown.put("created_at", batch.createdAt().getEpochSecond());
        time(shown, "in_progress_at", batch.beganAt(), phase != Phase.FAILED && phase != Phase.WAITING);
        shown.put("expires_at", batch.createdAt().plus(WINDOW).getEpochSecond());
        time(shown, "finalizing_at", batch.finishedAt(), phase == Phase.FINISHING || phase == Phase.COMPLETED);
        time(shown, "completed_at", batch.endedAt(), phase == Phase.COMPLETED);
        time(shown, "failed_at", batch.endedAt(), phase == Phase.FAILED);
        time(shown, "expired_at", batch.endedAt(), phase == Phase.EXPIRED);
        time(
                shown,
                "cancelling_at",
                batch.cancelledAt().orElse(now),
                batch.cancelledAt().isPresent());
        time(shown, "cancelled_at", batch.endedAt(), phase == Phase.CANCELLED);
        shown.set("request_counts", counts(phase));
        shown.set(
                "metadata",
                batch.asked().path("metadata").isObject() ? batch.asked().get("metadata") : instance.nullNode());
        return shown;
    }

    private static void time(ObjectNode shown, String member, Instant when, boolean isSo) {
        shown.set(member, isSo ? instance.numberNode(when.getEpochSecond()) : instance.nullNode());
    }

    private JsonNode errors() {
        ObjectNode errors = instance.objectNode().put("object", "list");
        ArrayNode data = errors.putArray("data");
        for (InputFault fault : batch.faults()) {
            ObjectNode error = data.addObject()
                    .put("code", fault.code())
                    .put("message", fault.message())
                    .putNull("param");
            error.set("line", fault.line() == 0 ? instance.nullNode() : instance.numberNode(fault.line()));
        }
        return errors;
    }

    private JsonNode file(boolean errors) {
        return new OpenAiResults(batch, now)
                .file(errors)
                .<JsonNode>map(results -> instance.textNode(results.id()))
                .orElse(instance.nullNode());
    }

    private ObjectNode counts(Phase phase) {
        boolean counted = phase != Phase.WAITING && phase != Phase.FAILED;
        int done = batch.done(now);
        int failed = phase.ended()
                ? (int) IntStream.range(0, done)
                        .filter(index -> !batch.work().succeeds(index))
                        .count()
                : 0;
        return instance.objectNode()
                .put("total", counted ? batch.work().size() : 0)
                .put("completed", done - failed)
                .put("failed", failed);
    }
}
