package dev.tapedeck.build;

import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.pipeline.Layer;
import java.util.Optional;

/** Whether anybody can tell what a request costs at most, so that a limit of costs can be kept. */
final class CostBound {
    private CostBound() {}

    /**
     * Why nobody can.
     *
     * @param what a sentence
     * @param mend what to do about it, without a full stop
     */
    record Missing(String what, String mend) {}

    static Optional<Missing> missing(PriceList prices, Layer layer, ModelProvider provider, ProviderRequest request) {
        Optional<PriceList.Price> price = prices.find(provider.dialect(), layer.model());
        if (price.isEmpty()) {
            return Optional.of(new Missing(
                    "Model '%s' has no price, so that maxCost can't be kept.".formatted(layer.model()),
                    "Add its price"));
        }
        boolean limited = price.get().output().signum() == 0
                || AnswerLimit.of(layer.endpoint(), request).isPresent();
        return limited
                ? Optional.empty()
                : Optional.of(new Missing(
                        "Its answers have no limit, so that maxCost can't be kept.",
                        "Set %s in its params".formatted(AnswerLimit.params(provider.dialect(), layer.endpoint()))));
    }
}
