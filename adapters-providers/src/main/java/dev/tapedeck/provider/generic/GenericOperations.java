package dev.tapedeck.provider.generic;

import dev.tapedeck.exchange.Effect;
import dev.tapedeck.exchange.Operations;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.StreamOpening;
import dev.tapedeck.provider.sse.AskedEffect;
import dev.tapedeck.provider.sse.AskedModel;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Knows Ollama's and Bedrock's inference, and whatever the known dialects know, since most APIs speak like one of them:
 * what one of them calls safe is safe.
 */
public final class GenericOperations implements Operations {
    private static final Pattern INFERENCE = Pattern.compile(
            ".*(/api/(chat|generate|embed|embeddings|show)|/model/[^/]+/(converse|converse-stream|invoke|invoke-with-response-stream))");

    private final List<Operations> known;

    /** @param known operations of dialects that may be spoken here, the likeliest first */
    public GenericOperations(List<Operations> known) {
        this.known = List.copyOf(known);
    }

    @Override
    public Effect effectOf(ProviderRequest request) {
        return known.stream().anyMatch(operations -> operations.effectOf(request) == Effect.SAFE)
                ? Effect.SAFE
                : AskedEffect.of(
                        request, asked -> INFERENCE.matcher(asked.path()).matches());
    }

    @Override
    public boolean isOfBatches(ProviderRequest request) {
        return known.stream().anyMatch(operations -> operations.isOfBatches(request));
    }

    @Override
    public Optional<String> modelOf(ProviderRequest request) {
        return Stream.concat(
                        Stream.of(AskedModel.inPath(request.path(), ConverseShape.MODEL)),
                        known.stream().map(operations -> operations.modelOf(request)))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> AskedModel.inBody(request));
    }

    @Override
    public StreamOpening opening() {
        return new JointOpening(known.stream().map(Operations::opening).toList());
    }
}
