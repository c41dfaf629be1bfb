package dev.tapedeck.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.exchange.Effect;
import dev.tapedeck.exchange.Operations;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.StreamOpening;
import dev.tapedeck.exchange.StreamOpening.Seen;
import dev.tapedeck.provider.sse.AskedEffect;
import dev.tapedeck.provider.sse.AskedModel;
import dev.tapedeck.provider.sse.EventOpening;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Generating, counting and embedding, by the verb after the colon. Batches, uploads and cached contents are effects. A
 * stream has no prelude but comments: its first document is content, or an error with the status as its code.
 */
public final class GeminiOperations implements Operations {
    private static final Set<String> INFERENCE =
            Set.of("generateContent", "streamGenerateContent", "countTokens", "embedContent", "batchEmbedContents");
    private static final Pattern BATCHES =
            Pattern.compile(".*/v\\w+/batches(/.*)?|.*:(batchGenerateContent|asyncBatchEmbedContent)");
    private static final Pattern MODEL = Pattern.compile("models/([^/:]+)(?::|$)");
    private static final int FIRST_ERROR = 400;
    private static final int LAST_ERROR = 599;

    @Override
    public Effect effectOf(ProviderRequest request) {
        return AskedEffect.of(request, asked -> INFERENCE.contains(verb(asked.path())));
    }

    private static String verb(String path) {
        int colon = path.lastIndexOf(':');
        return colon < 0 ? "" : path.substring(colon + 1);
    }

    @Override
    public boolean isOfBatches(ProviderRequest request) {
        return BATCHES.matcher(request.path()).matches();
    }

    @Override
    public Optional<String> modelOf(ProviderRequest request) {
        return AskedModel.inPath(request.path(), MODEL).or(() -> AskedModel.inBody(request));
    }

    @Override
    public StreamOpening opening() {
        return new EventOpening((type, document) -> meaning(document));
    }

    private static Seen meaning(JsonNode document) {
        int code = document.at("/error/code").asInt();
        return code >= FIRST_ERROR && code <= LAST_ERROR ? new Seen.Died(code) : EventOpening.CONTENT;
    }
}
