package dev.tapedeck.provider.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.build.Provenance.Tokens;
import dev.tapedeck.build.Reply;
import dev.tapedeck.json.CanonicalJson;
import dev.tapedeck.provider.sse.Fields;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** An answer about embeddings, read strictly. A vector is a list of numbers, or base64 where that was asked for. */
final class EmbeddingsReply {
    private EmbeddingsReply() {}

    static Reply of(JsonNode answer) {
        JsonNode data = answer.path("data");
        if (!data.isArray() || !Fields.elements(data).allMatch(entry -> isVector(entry.path("embedding")))) {
            return new Reply.Unreadable("The answer has no list of vectors.");
        }
        Optional<Tokens> usage = AnswerTokens.of(answer);
        return data.isEmpty() ? new Reply.Empty("The answer has no vectors.", usage) : vectors(data, usage);
    }

    private static boolean isVector(JsonNode embedding) {
        return embedding.isTextual()
                ? !embedding.asText().isEmpty()
                : embedding.isArray()
                        && !embedding.isEmpty()
                        && Fields.elements(embedding).allMatch(EmbeddingsReply::isFinite);
    }

    private static boolean isFinite(JsonNode number) {
        return number.isNumber() && Double.isFinite(number.asDouble());
    }

    private static Reply vectors(JsonNode data, Optional<Tokens> usage) {
        return CanonicalJson.of(data.toString().getBytes(StandardCharsets.UTF_8)) instanceof CanonicalJson.Text text
                ? new Reply.Vectors(text.toString(), usage)
                : new Reply.Unreadable("The answer's vectors have no canonical form.");
    }
}
