package dev.tapedeck.storage.prompt;

import dev.tapedeck.pipeline.PromptRenderer;
import dev.tapedeck.pipeline.PromptRendererContract;

class QutePromptRendererTest extends PromptRendererContract {
    private final PromptRenderer renderer = new QutePromptRenderer();

    @Override
    protected PromptRenderer renderer() {
        return renderer;
    }
}
