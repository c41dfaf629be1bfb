package dev.tapedeck.build;

import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.pipeline.Layer;
import dev.tapedeck.pipeline.PromptRenderer;
import dev.tapedeck.pipeline.PromptRenderer.Scope;

/** Makes the request of a unit: the same one each time. */
final class Composer {
    private final PromptRenderer prompts;
    private final Ingredients ingredients;

    Composer(PromptRenderer prompts, Ingredients ingredients) {
        this.prompts = prompts;
        this.ingredients = ingredients;
    }

    ProviderRequest compose(Layer layer, Completions completions, Scope scope) {
        return completions.compose(layer, prompts.render(layer.prompt(), scope));
    }

    ProviderRequest compose(Layer layer, Completions completions, WorkUnit unit) {
        return compose(layer, completions, ingredients.scope(layer, unit, ingredients.of(layer, unit)));
    }
}
