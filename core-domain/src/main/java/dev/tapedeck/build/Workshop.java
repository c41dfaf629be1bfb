package dev.tapedeck.build;

import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.Sessions;
import dev.tapedeck.exchange.Provider;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.pipeline.Layer;
import dev.tapedeck.pipeline.PipelineStore;
import dev.tapedeck.pipeline.PromptRenderer;
import java.util.function.Function;

/**
 * Everything that builds are made with.
 *
 * @param providers finds what a layer's model is reached by; {@code Unknown} if there is no such provider
 * @param live where calls go that no cassette answers: the whole stage line
 */
public record Workshop(
        BuildStore builds,
        ArtifactStore artifacts,
        PipelineStore pipelines,
        PromptRenderer prompts,
        SchemaCheck schemas,
        PriceList prices,
        TokenCounter tokens,
        Function<Layer, ModelProvider> providers,
        Sessions sessions,
        CassetteStore cassettes,
        Provider live,
        Time time,
        BuildSettings settings) {}
