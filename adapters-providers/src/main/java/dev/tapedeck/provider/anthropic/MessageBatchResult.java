package dev.tapedeck.provider.anthropic;

import dev.tapedeck.build.BatchResult;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.provider.batch.RawJson;
import dev.tapedeck.provider.batch.RawMembers;
import java.util.List;

/** A line of a message batch's results. */
final class MessageBatchResult {
    private static final int OK = 200;

    private MessageBatchResult() {}

    static BatchResult read(Bytes line) {
        RawMembers members = RawJson.of(line).map(RawJson::members).orElse(RawMembers.NONE);
        String customId = members.text("custom_id");
        RawMembers result = members.in("result");
        return switch (result.text("type")) {
            case "succeeded" ->
                result.find("message")
                        .<BatchResult>map(message -> new BatchResult.Answered(customId, OK, message.bytes()))
                        .orElseGet(() -> broken(customId, line));
            case "errored" ->
                result.find("error")
                        .filter(RawJson::isObject)
                        .map(error -> errored(customId, error))
                        .orElseGet(() -> broken(customId, line));
            case "expired" -> new BatchResult.Expired(customId);
            case "canceled" -> new BatchResult.Cancelled(customId);
            default -> broken(customId, line);
        };
    }

    private static BatchResult broken(String customId, Bytes line) {
        return new BatchResult.Broken(customId, "A line of the results holds none that is known.", line);
    }

    /** The error as the request by itself would have got it: {@code {"type":"error","error":{…}}}. */
    private static BatchResult errored(String customId, RawJson error) {
        RawMembers inner = error.members().in("error");
        return inner.isEmpty()
                ? new BatchResult.Answered(customId, status(error.members()), wrapped(error))
                : new BatchResult.Answered(customId, status(inner), error.bytes());
    }

    private static int status(RawMembers error) {
        return MessageEvents.status(error.text("type"));
    }

    private static Bytes wrapped(RawJson error) {
        return Bytes.concat(List.of(Bytes.utf8("{\"type\":\"error\",\"error\":"), error.bytes(), Bytes.utf8("}")));
    }
}
