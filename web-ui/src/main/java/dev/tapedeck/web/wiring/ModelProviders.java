package dev.tapedeck.web.wiring;

import dev.tapedeck.build.BatchProvider;
import dev.tapedeck.build.Completions;
import dev.tapedeck.build.ModelProvider;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Provider;
import dev.tapedeck.exchange.ProviderDirectory;
import dev.tapedeck.exchange.ProviderDirectory.Entry;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.pipeline.Layer;
import dev.tapedeck.provider.anthropic.AnthropicBatchProvider;
import dev.tapedeck.provider.anthropic.AnthropicCompletions;
import dev.tapedeck.provider.gemini.GeminiCompletions;
import dev.tapedeck.provider.openai.OpenAiBatchProvider;
import dev.tapedeck.provider.openai.OpenAiCompletions;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Finds what the model of a layer is reached by: the dialect, and the batch API where there is one. Thread-safe. */
final class ModelProviders implements Function<Layer, ModelProvider> {
    private static final Map<Dialect, Completions> COMPLETIONS = Map.of(
            Dialect.OPENAI, new OpenAiCompletions(),
            Dialect.ANTHROPIC, new AnthropicCompletions(),
            Dialect.GEMINI, new GeminiCompletions());

    private final ProviderDirectory providers;
    private final Provider live;
    private final Path scratch;
    private final Map<ProviderName, Long> batchTokens;
    private final Map<Spoken, ModelProvider> made = new ConcurrentHashMap<>();

    /** A provider, in one of the dialects that it speaks. */
    private record Spoken(ProviderName provider, Dialect dialect) {}

    /**
     * @param live the whole stage line: calls about batches pass it like all others
     * @param scratch the folder for the files of batches on their way
     * @param batchTokens how many tokens of input one batch may hold, of those for which that is limited
     */
    ModelProviders(ProviderDirectory providers, Provider live, Path scratch, Map<ProviderName, Long> batchTokens) {
        this.providers = providers;
        this.live = live;
        this.scratch = scratch;
        this.batchTokens = batchTokens;
    }

    /** @throws FailedCall {@code Unknown} or {@code Invalid}, if there is no such provider, or none that has models */
    @Override
    public ModelProvider apply(Layer layer) {
        return of(providers.fetch(layer.provider().value()), layer.model());
    }

    /** What a model of that provider is reached by, if there is such a provider that has models. */
    Optional<ModelProvider> find(ProviderName provider, String model) {
        return providers
                .find(provider.value())
                .filter(entry -> COMPLETIONS.containsKey(ProviderAssembly.dialectOf(entry, model)))
                .map(entry -> of(entry, model));
    }

    private ModelProvider of(Entry entry, String model) {
        Spoken spoken = new Spoken(entry.name(), ProviderAssembly.dialectOf(entry, model));
        return made.computeIfAbsent(spoken, key -> provider(entry, key));
    }

    private ModelProvider provider(Entry entry, Spoken spoken) {
        Completions completions = COMPLETIONS.get(spoken.dialect());
        if (completions == null) {
            throw FailedCall.rejected(new Failure.Invalid(
                    "provider",
                    "Provider '%s' has the dialect '%s', in which no layer can ask. Set tapedeck.providers.%s.dialect to openai, anthropic or gemini if it speaks one of them."
                            .formatted(entry.name(), spoken.dialect().id(), entry.name())));
        }
        return new ModelProvider(
                spoken.dialect(),
                completions,
                batches(entry, spoken),
                Optional.ofNullable(batchTokens.get(entry.name())));
    }

    private Optional<BatchProvider> batches(Entry entry, Spoken spoken) {
        if (!entry.capabilities().contains(ProviderAssembly.BATCH)) {
            return Optional.empty();
        }
        return switch (spoken.dialect()) {
            case OPENAI -> Optional.of(new OpenAiBatchProvider(spoken.provider(), live, scratch));
            case ANTHROPIC -> Optional.of(new AnthropicBatchProvider(spoken.provider(), live, scratch));
            case GEMINI, GENERIC -> Optional.empty();
        };
    }
}
