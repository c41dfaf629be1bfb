package dev.tapedeck.provider.completion;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.build.Reply;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.provider.sse.JsonDocuments;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** An answer that is one JSON object, or an error, and nothing else. */
public final class StrictAnswer {
    private StrictAnswer() {}

    /**
     * What an answer says. Never fails, as long as the functions don't.
     *
     * @param statusOfError the status that an error has which came under a good one
     * @param whole reads an answer that is no error
     */
    public static Reply read(
            int status, Bytes body, ToIntFunction<JsonNode> statusOfError, Function<JsonNode, Reply> whole) {
        JsonNode answer = JsonDocuments.only(body);
        if (ProviderError.isOne(status, answer)) {
            return ProviderError.read(status, answer, statusOfError);
        }
        return answer.isObject()
                ? whole.apply(answer)
                : new Reply.Unreadable("The answer has status %d and is not one JSON object.".formatted(status));
    }
}
