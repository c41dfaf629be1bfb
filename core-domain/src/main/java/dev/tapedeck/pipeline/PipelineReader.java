package dev.tapedeck.pipeline;

import dev.tapedeck.declared.Members;
import dev.tapedeck.declared.NamedSpot;
import dev.tapedeck.declared.Node;
import dev.tapedeck.declared.Problems;
import dev.tapedeck.declared.Spot;
import dev.tapedeck.exchange.Bytes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tells whether a text that was parsed is a pipeline. Everything that can be wrong is found at once, each with its line, its
 * place and the way out. Thread-safe, if its collaborators are.
 */
public final class PipelineReader {
    /** No text of a pipeline has more bytes. */
    public static final int LONGEST_TEXT = 1 << 20;

    private static final int MOST_LAYERS = 1_000;
    private static final List<String> MEMBERS = List.of("name", "sources", "layers");

    private final LayerReader layerReader;

    /** @param schemaFaults what is wrong with a JSON Schema, given as canonical JSON; nothing if it can be used */
    public PipelineReader(PromptRenderer prompts, Function<Bytes, List<String>> schemaFaults) {
        this.layerReader = new LayerReader(prompts, schemaFaults);
    }

    /** A pipeline of whatever name. */
    public CheckedPipeline read(Node text) {
        return read(text, name -> {});
    }

    /** A pipeline that must have this name. */
    public CheckedPipeline read(Node text, PipelineName expected) {
        return read(text, name -> {
            if (!name.name().equals(expected.value())) {
                name.spot()
                        .report("The pipeline is kept as '%s', and calls itself '%s'. Make the two the same."
                                .formatted(expected, name.name()));
            }
        });
    }

    private CheckedPipeline read(Node text, NameRule rule) {
        Problems problems = new Problems();
        Optional<Pipeline> pipeline = Spot.root(text, problems).members().flatMap(members -> read(members, rule));
        return problems.count() == 0
                ? new CheckedPipeline.Valid(pipeline.orElseThrow())
                : new CheckedPipeline.Broken(problems.inOrder());
    }

    /** Looks at a pipeline's own name. */
    private interface NameRule {
        void check(NamedSpot name);
    }

    private Optional<Pipeline> read(Members members, NameRule rule) {
        members.only(MEMBERS);
        Optional<NamedSpot> name = members.need("name", "what the pipeline is called")
                .flatMap(spot -> NamedSpot.read("pipeline name", spot));
        name.ifPresent(rule::check);
        Optional<SourceReader.Result> sources =
                members.need("sources", "where its documents come from").map(SourceReader::read);
        List<LayerReader.Result> layers =
                members.need("layers", "what is made of them").map(this::layers).orElse(List.of());
        List<NamedSpot> sourceNames = sources.map(SourceReader.Result::names).orElse(List.of());
        List<String> order = LayerGraph.order(sourceNames, layers);
        if (members.object().problems().count() > 0) {
            return Optional.empty();
        }
        Map<String, Layer> byName = new HashMap<>();
        layers.forEach(layer -> layer.layer().ifPresent(whole -> byName.put(whole.name(), whole)));
        return Optional.of(new Pipeline(
                new PipelineName(name.orElseThrow().name()),
                sources.orElseThrow().sources(),
                order.stream().map(byName::get).toList()));
    }

    private List<LayerReader.Result> layers(Spot spot) {
        List<Spot> elements = spot.elements("a list of layers").orElse(List.of());
        if (elements.size() > MOST_LAYERS) {
            spot.report("These are over %,d layers. Split the pipeline.".formatted(MOST_LAYERS));
            return List.of();
        }
        return elements.stream().map(layerReader::read).toList();
    }
}
