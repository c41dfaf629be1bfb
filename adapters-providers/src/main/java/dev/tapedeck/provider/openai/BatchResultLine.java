package dev.tapedeck.provider.openai;

import dev.tapedeck.build.BatchResult;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.provider.batch.RawJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A line of a batch's output or error file. */
final class BatchResultLine {
    private static final int FIRST_STATUS = 100;
    private static final int LAST_STATUS = 599;

    private BatchResultLine() {}

    static BatchResult read(Bytes line) {
        Map<String, RawJson> members = RawJson.of(line).map(RawJson::members).orElse(Map.of());
        String customId = text(members, "custom_id");
        Map<String, RawJson> response = object(members, "response");
        Optional<Integer> status = Optional.ofNullable(response.get("status_code"))
                .flatMap(RawJson::asNumber)
                .filter(number -> number >= FIRST_STATUS && number <= LAST_STATUS);
        RawJson body = response.get("body");
        if (status.isPresent() && body != null) {
            return new BatchResult.Answered(customId, status.get(), body.bytes());
        }
        RawJson error = members.get("error");
        return error != null && error.isObject()
                ? failed(customId, error)
                : new BatchResult.Broken(
                        customId, "A line of the results holds neither a response nor an error.", line);
    }

    /** What has no response gets the one that it would have had by itself. */
    private static BatchResult failed(String customId, RawJson error) {
        String code = text(error.members(), "code");
        return switch (code) {
            case "batch_expired" -> new BatchResult.Expired(customId);
            case "batch_cancelled", "batch_canceled" -> new BatchResult.Cancelled(customId);
            default -> new BatchResult.Answered(customId, status(code), wrapped(error));
        };
    }

    private static int status(String code) {
        if (code.startsWith("rate_limit")) {
            return 429;
        }
        return code.startsWith("invalid") ? 400 : 500;
    }

    private static Bytes wrapped(RawJson error) {
        return Bytes.concat(List.of(Bytes.utf8("{\"error\":"), error.bytes(), Bytes.utf8("}")));
    }

    private static String text(Map<String, RawJson> members, String name) {
        return Optional.ofNullable(members.get(name)).flatMap(RawJson::asText).orElse("");
    }

    private static Map<String, RawJson> object(Map<String, RawJson> members, String name) {
        return Optional.ofNullable(members.get(name)).map(RawJson::members).orElse(Map.of());
    }
}
