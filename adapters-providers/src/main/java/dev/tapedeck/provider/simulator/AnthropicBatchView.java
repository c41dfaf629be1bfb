package dev.tapedeck.provider.simulator;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.provider.simulator.BatchWork.Outcome;
import dev.tapedeck.provider.simulator.SimulatedBatch.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;

/** A message batch as Anthropic shows it at a moment, and what it has brought by then. */
record AnthropicBatchView(SimulatedBatch batch, Instant now) {
    private static final Duration WINDOW = Duration.ofHours(24);
    private static final String LINE = "{\"custom_id\":%s,\"result\":%s}";
    private static final String SUCCEEDED = "{\"type\":\"succeeded\",\"message\":%s}";
    private static final String ERRORED = "{\"type\":\"errored\",\"error\":%s}";
    private static final String ERROR = "{\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"%s\"}}";

    ObjectNode shown() {
        boolean ended = batch.ended(now);
        ObjectNode shown = instance.objectNode()
                .put("id", batch.id())
                .put("type", "message_batch")
                .put("processing_status", status());
        shown.set(
                "request_counts", ended ? countsAtTheEnd() : counts(batch.work().size(), 0, 0, 0, 0));
        shown.set("ended_at", ended ? time(batch.endedAt()) : instance.nullNode());
        shown.put("created_at", batch.createdAt().toString())
                .put("expires_at", batch.createdAt().plus(WINDOW).toString())
                .putNull("archived_at");
        shown.set(
                "cancel_initiated_at",
                batch.cancelledAt().map(AnthropicBatchView::time).orElse(instance.nullNode()));
        shown.set(
                "results_url",
                ended
                        ? instance.textNode(
                                "https://simulator.invalid/v1/messages/batches/%s/results".formatted(batch.id()))
                        : instance.nullNode());
        return shown;
    }

    private static JsonNode time(Instant when) {
        return instance.textNode(when.toString());
    }

    private String status() {
        return switch (batch.phase(now)) {
            case WAITING, WORKING, FINISHING -> "in_progress";
            case CANCELLING -> "canceling";
            case COMPLETED, EXPIRED, CANCELLED, FAILED -> "ended";
        };
    }

    private ObjectNode countsAtTheEnd() {
        int done = batch.done(now);
        int succeeded =
                (int) IntStream.range(0, done).filter(batch.work()::succeeds).count();
        int rest = batch.work().size() - done;
        boolean expired = batch.phase(now) == Phase.EXPIRED;
        return counts(0, succeeded, done - succeeded, expired ? 0 : rest, expired ? rest : 0);
    }

    private static ObjectNode counts(int processing, int succeeded, int errored, int canceled, int expired) {
        return instance.objectNode()
                .put("processing", processing)
                .put("succeeded", succeeded)
                .put("errored", errored)
                .put("canceled", canceled)
                .put("expired", expired);
    }

    LazyLines results() {
        int done = batch.done(now);
        String undone = "{\"type\":\"%s\"}".formatted(batch.phase(now) == Phase.EXPIRED ? "expired" : "canceled");
        return new LazyLines(
                batch.order().toArray(),
                index -> LINE.formatted(
                        TextNode.valueOf(batch.work().customId(index)), index < done ? result(index) : undone));
    }

    private String result(int index) {
        return switch (batch.work().outcome(index)) {
            case Outcome.Answered(Reply reply) ->
                (reply.status() == 200 ? SUCCEEDED : ERRORED)
                        .formatted(Bytes.concat(reply.chunks()).text());
            case Outcome.Failed(String code, String message) -> ERRORED.formatted(ERROR.formatted(message));
        };
    }
}
