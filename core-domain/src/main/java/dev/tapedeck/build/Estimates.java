package dev.tapedeck.build;

import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.pipeline.Layer;
import java.util.Optional;

/** What requests will cost. Nothing for a model without a price. */
final class Estimates {
    /** What an answer is taken to have at most whose request sets no limit; under a limit of costs there are none such. */
    private static final long ANSWER = 4_096;

    private final PriceList prices;
    private final TokenCounter tokens;

    Estimates(PriceList prices, TokenCounter tokens) {
        this.prices = prices;
        this.tokens = tokens;
    }

    /** What it costs at most: the tokens of the whole request, and as many as it allows in its answers. */
    Optional<Money> atMost(Layer layer, ModelProvider provider, ProviderRequest request, boolean batched) {
        return prices.find(provider.dialect(), layer.model())
                .map(price -> price.of(
                        new Provenance.Tokens(
                                count(layer, provider, request.body().text()).tokens(), output(layer, request)),
                        batched));
    }

    /**
     * What is to be set aside for it: nothing, if nobody can tell what it costs and the build has no limit.
     *
     * @throws OverBudget if nobody can tell, and the build has one: prices may have changed since it began
     */
    Money toSetAside(Build build, Layer layer, ModelProvider provider, ProviderRequest request, boolean batched) {
        if (build.options().maxCost().isPresent()) {
            CostBound.missing(prices, layer, provider, request).ifPresent(why -> {
                throw new OverBudget("Layer '%s': %s %s, then resume the build, or start a new one."
                        .formatted(layer.name(), why.what(), why.mend()));
            });
        }
        return atMost(layer, provider, request, batched).orElse(Money.ZERO);
    }

    TokenCounter.Count count(Layer layer, ModelProvider provider, String text) {
        return tokens.count(provider.dialect(), layer.model(), text);
    }

    /** The tokens of what the model reads. */
    TokenCounter.Count input(Layer layer, ModelProvider provider, ProviderRequest request) {
        RequestTexts read = RequestTexts.of(request.body());
        long sum = read.framing();
        boolean estimated = !read.plain();
        for (String text : read.texts()) {
            TokenCounter.Count count = count(layer, provider, text);
            sum += count.tokens();
            estimated |= count.estimated();
        }
        return new TokenCounter.Count(sum, estimated);
    }

    /** How many tokens the answers to such a request have at most. */
    static long output(Layer layer, ProviderRequest request) {
        return AnswerLimit.of(layer.endpoint(), request).orElse(ANSWER);
    }
}
