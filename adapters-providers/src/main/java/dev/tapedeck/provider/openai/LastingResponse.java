package dev.tapedeck.provider.openai;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tapedeck.exchange.Bytes;
import java.io.IOException;
import java.util.Set;

/** Whether a request for a response asks for more than its answer: work in the background, a longer conversation. */
final class LastingResponse {
    private static final Set<String> LASTING = Set.of("background", "conversation");
    private static final JsonFactory JSON = new JsonFactory();

    private LastingResponse() {}

    /** A body that can't be read counts as one that asks for it. */
    static boolean isAsked(Bytes body) {
        try (JsonParser parser = JSON.createParser(body.array())) {
            return parser.nextToken() != JsonToken.START_OBJECT || isAsked(parser);
        } catch (IOException unreadable) {
            return true;
        }
    }

    private static boolean isAsked(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean lasting = LASTING.contains(parser.currentName());
            JsonToken value = parser.nextToken();
            if (lasting && value != JsonToken.VALUE_FALSE && value != JsonToken.VALUE_NULL) {
                return true;
            }
            parser.skipChildren();
        }
        return parser.currentToken() != JsonToken.END_OBJECT;
    }
}
