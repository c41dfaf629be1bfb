package dev.tapedeck.provider.openai;

import dev.tapedeck.build.BatchResult;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.provider.batch.RawJson;
import dev.tapedeck.provider.batch.RawMembers;
import java.util.List;
import java.util.Optional;

/** A line of a batch's output or error file. */
final class BatchResultLine {
    private static final int FIRST_STATUS = 100;
    private static final int LAST_STATUS = 599;

    private BatchResultLine() {}

    static BatchResult read(Bytes line) {
        RawMembers members = RawJson.of(line).map(RawJson::members).orElse(RawMembers.NONE);
        String customId = members.text("custom_id");
        return answered(customId, members.in("response"))
                .or(() -> members.find("error").filter(RawJson::isObject).map(error -> failed(customId, error)))
                .orElseGet(() -> new BatchResult.Broken(
                        customId, "A line of the results holds neither a response nor an error.", line));
    }

    private static Optional<BatchResult> answered(String customId, RawMembers response) {
        Optional<RawJson> body = response.find("body");
        return response.find("status_code")
                .flatMap(RawJson::asNumber)
                .filter(status -> status >= FIRST_STATUS && status <= LAST_STATUS && body.isPresent())
                .map(status -> new BatchResult.Answered(
                        customId, status, body.orElseThrow().bytes()));
    }

    /** What has no response gets the one that it would have had by itself. */
    private static BatchResult failed(String customId, RawJson error) {
        String code = error.members().text("code");
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
}
