package dev.tapedeck.provider.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.provider.sse.Fields;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** An error inside a stream, which has no status of its own. */
final class StreamedError {
    /** Of one that isn't known: nobody retries it. */
    private static final int BAD_REQUEST = 400;

    private static final int NO_STATUS = 0;

    private StreamedError() {}

    /**
     * The status that the error would have had before the stream: what its code says, or else its type. A quota that is
     * used up stands for 403, since no retry helps; compatible providers write the status itself as the code.
     */
    static int status(JsonNode error) {
        OptionalInt written = numbered(error.path("code"));
        IntStream named = Stream.of(Fields.text(error, "code"), Fields.text(error, "type"))
                .mapToInt(StreamedError::named)
                .filter(status -> status != NO_STATUS);
        return IntStream.concat(written.stream(), named).findFirst().orElse(BAD_REQUEST);
    }

    private static OptionalInt numbered(JsonNode code) {
        int number = code.asInt();
        return number >= BAD_REQUEST && number < 600 ? OptionalInt.of(number) : OptionalInt.empty();
    }

    private static int named(String name) {
        return switch (name) {
            case "insufficient_quota" -> 403;
            case "rate_limit_exceeded", "rate_limit_error" -> 429;
            case "server_error", "api_error", "internal_error", "internal_server_error" -> 500;
            case "service_unavailable", "overloaded_error" -> 503;
            default -> NO_STATUS;
        };
    }
}
