package dev.tapedeck.provider.anthropic;

import dev.tapedeck.build.BatchResult;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.provider.batch.RawJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A line of a message batch's results. */
final class MessageBatchResult {
    private static final int OK = 200;

    private MessageBatchResult() {}

    static BatchResult read(Bytes line) {
        Map<String, RawJson> members = RawJson.of(line).map(RawJson::members).orElse(Map.of());
        String customId = text(members, "custom_id");
        Map<String, RawJson> result = object(members, "result");
        RawJson message = result.get("message");
        RawJson error = result.get("error");
        String type = text(result, "type");
        if (type.equals("succeeded") && message != null) {
            return new BatchResult.Answered(customId, OK, message.bytes());
        }
        if (type.equals("errored") && error != null && error.isObject()) {
            return errored(customId, error);
        }
        return switch (type) {
            case "expired" -> new BatchResult.Expired(customId);
            case "canceled" -> new BatchResult.Cancelled(customId);
            default -> new BatchResult.Broken(customId, "A line of the results holds none that is known.", line);
        };
    }

    /** The error as the request by itself would have got it: {@code {"type":"error","error":{…}}}. */
    private static BatchResult errored(String customId, RawJson error) {
        Map<String, RawJson> inner = object(error.members(), "error");
        return inner.isEmpty()
                ? new BatchResult.Answered(customId, status(error.members()), wrapped(error))
                : new BatchResult.Answered(customId, status(inner), error.bytes());
    }

    private static int status(Map<String, RawJson> error) {
        return MessageEvents.status(text(error, "type"));
    }

    private static Bytes wrapped(RawJson error) {
        return Bytes.concat(List.of(Bytes.utf8("{\"type\":\"error\",\"error\":"), error.bytes(), Bytes.utf8("}")));
    }

    private static String text(Map<String, RawJson> members, String name) {
        return Optional.ofNullable(members.get(name)).flatMap(RawJson::asText).orElse("");
    }

    private static Map<String, RawJson> object(Map<String, RawJson> members, String name) {
        return Optional.ofNullable(members.get(name)).map(RawJson::members).orElse(Map.of());
    }
}
