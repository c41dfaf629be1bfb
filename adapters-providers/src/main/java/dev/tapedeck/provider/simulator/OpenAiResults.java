package dev.tapedeck.provider.simulator;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.provider.simulator.BatchWork.Outcome;
import dev.tapedeck.provider.simulator.OpenAiFiles.ResultFile;
import dev.tapedeck.provider.simulator.SimulatedBatch.Phase;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a batch has brought at a moment: a file of successes, and one of errors and of what wasn't done in time. What was
 * cancelled is in neither.
 */
record OpenAiResults(SimulatedBatch batch, Instant now) {
    private static final String LINE = "{\"id\":\"%s\",\"custom_id\":%s,\"response\":%s,\"error\":%s}";
    private static final String RESPONSE = "{\"status_code\":%d,\"request_id\":\"%s\",\"body\":%s}";
    private static final String ERROR = "{\"code\":\"%s\",\"message\":\"%s\"}";

    /** One of them by its id. */
    Optional<ResultFile> find(String id) {
        return Stream.of(true, false)
                .filter(errors -> id(errors).equals(id))
                .flatMap(errors -> file(errors).stream())
                .findFirst();
    }

    private String id(boolean errors) {
        return Seed.of(batch.id()).on(errors ? "errors" : "output").id("file-", 22);
    }

    /** Nothing, before the batch has ended or if there is nothing for it. */
    Optional<ResultFile> file(boolean errors) {
        Phase phase = batch.phase(now);
        if (!phase.ended() || phase == Phase.FAILED) {
            return Optional.empty();
        }
        int done = batch.done(now);
        int[] indexes = batch.order()
                .filter(index ->
                        index < done ? batch.work().succeeds(index) != errors : errors && phase == Phase.EXPIRED)
                .toArray();
        LazyLines lines = new LazyLines(indexes, index -> index < done ? line(index) : expired(index));
        return indexes.length == 0 ? Optional.empty() : Optional.of(new ResultFile(id(errors), lines, batch.endedAt()));
    }

    private String line(int index) {
        return switch (batch.work().outcome(index)) {
            case Outcome.Answered(Reply reply) -> line(index, response(index, reply), "null");
            case Outcome.Failed(String code, String message) -> line(index, "null", ERROR.formatted(code, message));
        };
    }

    private String expired(int index) {
        return line(
                index,
                "null",
                ERROR.formatted(
                        "batch_expired", "This request could not be executed before the completion window expired."));
    }

    private String response(int index, Reply reply) {
        return RESPONSE.formatted(
                reply.status(),
                seed(index).on("request").hex("", 32),
                Bytes.concat(reply.chunks()).text());
    }

    private String line(int index, String response, String error) {
        return LINE.formatted(
                seed(index).hex("batch_req_", 32), TextNode.valueOf(batch.work().customId(index)), response, error);
    }

    private Seed seed(int index) {
        return Seed.of(batch.id()).on(index);
    }
}
