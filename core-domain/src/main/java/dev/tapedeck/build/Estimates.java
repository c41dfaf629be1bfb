package dev.tapedeck.build;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.pipeline.Layer;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * What requests will cost at most: the tokens of the whole request, and as many as its parameters allow in the answer;
 * 4,096, if they don't say. Nothing for a model without a price.
 */
final class Estimates {
    static final long ANSWER = 4_096;

    private static final Set<String> LIMITS =
            Set.of("max_tokens", "max_completion_tokens", "max_output_tokens", "maxOutputTokens");
    private static final JsonFactory JSON = new JsonFactory();

    private final PriceList prices;
    private final TokenCounter tokens;

    Estimates(PriceList prices, TokenCounter tokens) {
        this.prices = prices;
        this.tokens = tokens;
    }

    Optional<Money> atMost(Layer layer, ModelProvider provider, ProviderRequest request, boolean batched) {
        return prices.find(provider.dialect(), layer.model())
                .map(price -> price.of(
                        new Provenance.Tokens(
                                input(layer, provider, request.body().text()).tokens(), output(layer)),
                        batched));
    }

    TokenCounter.Count input(Layer layer, ModelProvider provider, String text) {
        return tokens.count(provider.dialect(), layer.model(), text);
    }

    /** How many tokens an answer has at most. */
    static long output(Layer layer) {
        try (JsonParser parser = JSON.createParser(layer.params().array())) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (LIMITS.contains(name) && value == JsonToken.VALUE_NUMBER_INT) {
                    return parser.getLongValue();
                }
                parser.skipChildren();
            }
            return ANSWER;
        } catch (IOException impossible) {
            throw new IllegalStateException("The params of '%s' are no JSON.".formatted(layer.name()), impossible);
        }
    }
}
