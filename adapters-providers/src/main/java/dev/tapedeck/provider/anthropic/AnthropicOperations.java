package dev.tapedeck.provider.anthropic;

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

/** Messages, the counting of their tokens, and the text completions that were before them; batches are effects. */
public final class AnthropicOperations implements Operations {
    private static final List<String> INFERENCE = List.of("/v1/messages", "/v1/messages/count_tokens", "/v1/complete");
    private static final Pattern BATCHES = Pattern.compile(".*/v1/messages/batches(/.*)?");

    @Override
    public Effect effectOf(ProviderRequest request) {
        return AskedEffect.of(
                request,
                asked -> INFERENCE.stream().anyMatch(endpoint -> asked.path().endsWith(endpoint)));
    }

    @Override
    public boolean isOfBatches(ProviderRequest request) {
        return BATCHES.matcher(request.path()).matches();
    }

    @Override
    public Optional<String> modelOf(ProviderRequest request) {
        return AskedModel.inBody(request);
    }

    @Override
    public StreamOpening opening() {
        return new EventOpening(MessageEvents::meaning);
    }
}
