package dev.tapedeck.provider.openai;

import dev.tapedeck.exchange.Effect;
import dev.tapedeck.exchange.Operations;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.StreamOpening;
import dev.tapedeck.provider.sse.AskedEffect;
import dev.tapedeck.provider.sse.AskedModel;
import dev.tapedeck.provider.sse.EventOpening;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Completions, responses, embeddings, moderations, images and sound, below any base path, Azure's deployments too. That
 * an answer is stored changes nothing; a response that goes on in the background, or is added to a conversation, is an
 * effect.
 */
public final class OpenAiOperations implements Operations {
    private static final String RESPONSES = "/responses";
    private static final List<String> INFERENCE = List.of(
            "/completions",
            "/responses/compact",
            "/responses/input_tokens",
            "/embeddings",
            "/moderations",
            "/images/generations",
            "/images/edits",
            "/images/variations",
            "/audio/speech",
            "/audio/transcriptions",
            "/audio/translations");
    /** Not the files of vector stores and containers, which stand below these. */
    private static final Pattern BATCHES = Pattern.compile("(.*/v\\d+|.*/openai)?/(files|batches)(/.*)?");

    private static final Pattern DEPLOYMENT = Pattern.compile("/deployments/([^/]+)/");

    @Override
    public Effect effectOf(ProviderRequest request) {
        return AskedEffect.of(request, OpenAiOperations::isInference);
    }

    private static boolean isInference(ProviderRequest request) {
        String path = request.path();
        return path.endsWith(RESPONSES)
                ? !LastingResponse.isAsked(request.body())
                : INFERENCE.stream().anyMatch(path::endsWith);
    }

    @Override
    public boolean isOfBatches(ProviderRequest request) {
        return BATCHES.matcher(request.path()).matches();
    }

    @Override
    public Optional<String> modelOf(ProviderRequest request) {
        return AskedModel.inPath(request.path(), DEPLOYMENT).or(() -> AskedModel.inBody(request));
    }

    @Override
    public StreamOpening opening() {
        return new EventOpening(AnswerEvents::meaning);
    }
}
