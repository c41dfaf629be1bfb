package dev.tapedeck.build;

import dev.tapedeck.declared.TextProblem;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.pipeline.Batching;
import dev.tapedeck.pipeline.Document;
import dev.tapedeck.pipeline.Gathering;
import dev.tapedeck.pipeline.Item;
import dev.tapedeck.pipeline.Layer;
import dev.tapedeck.pipeline.Pipeline;
import dev.tapedeck.pipeline.PromptRenderer.Scope;
import dev.tapedeck.pipeline.Source;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Finds out before anything runs what can't be done here with a pipeline that is right in itself: providers that aren't
 * there, batches where there are none, prompts that name what isn't there, schemas that are none, under a limit
 * of costs models without a price or answers without an end. Prompts are tried on the first 100 documents of a source.
 */
final class Preflight {
    private static final int SAMPLES = 100;
    private static final String SAMPLE = "…";

    private final Workshop workshop;

    Preflight(Workshop workshop) {
        this.workshop = workshop;
    }

    /** Everything that is wrong; empty if it can be run. */
    List<TextProblem> check(Pipeline pipeline, BuildOptions options) {
        List<TextProblem> problems = new ArrayList<>();
        Map<String, List<Item>> samples = new HashMap<>();
        pipeline.sources().forEach(source -> samples.put(source.name(), documents(pipeline, source, problems)));
        for (Layer layer : pipeline.layers()) {
            schema(layer, problems);
            provider(layer, options, problems);
            samples.put(layer.name(), prompts(layer, samples, problems));
        }
        return problems;
    }

    private List<Item> documents(Pipeline pipeline, Source source, List<TextProblem> problems) {
        try (Stream<Document> documents = workshop.pipelines().documents(pipeline.name(), source)) {
            return documents
                    .limit(SAMPLES)
                    .map(document -> new Item(source.name(), document.label(), document.content(), document.metadata()))
                    .toList();
        } catch (FailedCall failed) {
            problems.add(problem("/sources/" + source.name(), failed.failure().message()));
            return List.of();
        }
    }

    private void schema(Layer layer, List<TextProblem> problems) {
        layer.output()
                .schema()
                .ifPresent(schema -> workshop.schemas()
                        .faults(schema)
                        .forEach(fault -> problems.add(at(layer, "The schema of its output is none: " + fault))));
    }

    private void provider(Layer layer, BuildOptions options, List<TextProblem> problems) {
        try {
            ModelProvider provider = workshop.providers().apply(layer);
            if (provider.completions().endpoints().contains(layer.endpoint())) {
                request(layer, provider, options, problems);
            } else {
                problems.add(at(
                        layer,
                        "Provider '%s' has no endpoint '%s'."
                                .formatted(layer.provider(), layer.endpoint().id())));
            }
            if (layer.batch() == Batching.ALWAYS
                    && options.batches()
                    && provider.batches().isEmpty()) {
                problems.add(at(
                        layer,
                        "It is to go in batches always, but provider '%s' has no batch API here. Use batch: auto, or say tapedeck.providers.%s.batch=true if it has one."
                                .formatted(layer.provider(), layer.provider())));
            }
        } catch (FailedCall failed) {
            problems.add(at(layer, failed.failure().message()));
        }
    }

    private void request(Layer layer, ModelProvider provider, BuildOptions options, List<TextProblem> problems) {
        try {
            ProviderRequest request = provider.completions().compose(layer, SAMPLE);
            if (options.maxCost().isPresent()) {
                CostBound.missing(workshop.prices(), layer, provider, request)
                        .ifPresent(why -> problems.add(
                                at(layer, "%s %s, or leave maxCost out.".formatted(why.what(), why.mend()))));
            }
        } catch (FailedCall failed) {
            problems.add(problem(
                    "/layers/%s/params".formatted(layer.name()),
                    failed.failure().message()));
        }
    }

    /** Tries the prompt on samples of its inputs. What its own answers could look like to layers below. */
    private List<Item> prompts(Layer layer, Map<String, List<Item>> samples, List<TextProblem> problems) {
        List<Item> inputs = layer.inputs().stream()
                .flatMap(input -> samples.getOrDefault(input, List.of()).stream())
                .toList();
        List<Item> answers = new ArrayList<>();
        for (Scope scope : scopes(layer.gathering(), inputs)) {
            try {
                workshop.prompts().render(layer.prompt(), scope);
                answers.add(answer(layer, scope));
            } catch (FailedCall failed) {
                problems.add(new TextProblem(
                        0, "/layers/%s/prompt".formatted(layer.name()), message(layer, scope, failed.failure())));
                return List.of();
            }
        }
        return answers;
    }

    private static String message(Layer layer, Scope scope, Failure failure) {
        return scope instanceof Scope.One(Item item)
                ? "Layer '%s', for '%s': %s".formatted(layer.name(), item.label(), failure.message())
                : "Layer '%s': %s".formatted(layer.name(), failure.message());
    }

    private static List<Scope> scopes(Gathering gathering, List<Item> inputs) {
        return switch (gathering) {
            case Gathering.Each each ->
                inputs.stream().<Scope>map(Scope.One::new).toList();
            case Gathering.All all -> List.of(new Scope.Many(inputs, Optional.empty()));
            case Gathering.GroupBy(String key) ->
                inputs.stream()
                        .flatMap(item -> Optional.ofNullable(item.metadata().get(key)).stream())
                        .distinct()
                        .<Scope>map(group -> new Scope.Many(
                                inputs.stream()
                                        .filter(item ->
                                                group.equals(item.metadata().get(key)))
                                        .toList(),
                                Optional.of(group)))
                        .toList();
        };
    }

    private static Item answer(Layer layer, Scope scope) {
        return switch (scope) {
            case Scope.One(Item item) -> new Item(layer.name(), item.label(), SAMPLE, item.metadata());
            case Scope.Many(List<Item> inputs, Optional<String> group) ->
                new Item(layer.name(), group.orElse(layer.name()), SAMPLE, handedOn(layer, group));
        };
    }

    private static SortedMap<String, String> handedOn(Layer layer, Optional<String> group) {
        return layer.gathering() instanceof Gathering.GroupBy(String key) && group.isPresent()
                ? new TreeMap<>(Map.of(key, group.get()))
                : Collections.emptySortedMap();
    }

    private static TextProblem at(Layer layer, String message) {
        return problem("/layers/" + layer.name(), "Layer '%s': %s".formatted(layer.name(), message));
    }

    private static TextProblem problem(String pointer, String message) {
        return new TextProblem(0, pointer, message);
    }
}
