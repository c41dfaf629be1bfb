package dev.tapedeck.pipeline;

import dev.tapedeck.declared.Members;
import dev.tapedeck.declared.NamedSpot;
import dev.tapedeck.declared.Node;
import dev.tapedeck.declared.NodeJson;
import dev.tapedeck.declared.Spot;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.ProviderName;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads one layer. */
final class LayerReader {
    private static final List<String> MEMBERS = List.of(
            "name",
            "each",
            "all",
            "groupBy",
            "provider",
            "model",
            "endpoint",
            "params",
            "batch",
            "prompt",
            "output",
            "schema",
            "accept",
            "onFailure",
            "minSuccess");
    private static final int LONGEST_MODEL = 200;
    private static final Bytes NO_PARAMS = Bytes.utf8("{}");

    private final PromptRenderer prompts;
    private final OutputReader outputs;

    LayerReader(PromptRenderer prompts, Function<Bytes, List<String>> schemaFaults) {
        this.prompts = prompts;
        this.outputs = new OutputReader(schemaFaults);
    }

    /**
     * What was read.
     *
     * @param layer only if there is nothing wrong with it
     */
    record Result(Optional<NamedSpot> name, List<NamedSpot> inputs, Optional<Layer> layer) {
        static final Result NOTHING = new Result(Optional.empty(), List.of(), Optional.empty());
    }

    Result read(Spot spot) {
        return spot.members().map(this::read).orElse(Result.NOTHING);
    }

    private Result read(Members layer) {
        int before = layer.object().problems().count();
        layer.only(MEMBERS, " What the request itself is to have stands in 'params'.");
        Optional<NamedSpot> name = name(layer);
        Inputs inputs = Inputs.read(layer);
        Optional<ProviderName> provider = provider(layer);
        Optional<String> model = model(layer);
        Endpoint endpoint = layer.choice("endpoint", Endpoint.values(), Endpoint::id, Endpoint.CHAT);
        Bytes params = layer.find("params").flatMap(LayerReader::params).orElse(NO_PARAMS);
        Batching batch = layer.choice("batch", Batching.values(), Batching::id, Batching.AUTO);
        Optional<String> prompt = prompt(layer, inputs.gathering());
        Output output = outputs.read(layer, endpoint);
        OnFailure onFailure = OnFailureReader.read(layer);
        if (layer.object().problems().count() > before) {
            return new Result(name, inputs.names(), Optional.empty());
        }
        Layer whole = new Layer(
                name.orElseThrow().name(),
                inputs.gathering().orElseThrow(),
                inputs.names().stream().map(NamedSpot::name).toList(),
                provider.orElseThrow(),
                model.orElseThrow(),
                endpoint,
                params,
                batch,
                prompt.orElseThrow(),
                output,
                onFailure);
        return new Result(name, inputs.names(), Optional.of(whole));
    }

    private static Optional<NamedSpot> name(Members layer) {
        return layer.need("name", "what the layer is called").flatMap(spot -> NamedSpot.read("layer name", spot));
    }

    private static Optional<ProviderName> provider(Members layer) {
        return layer.need("provider", "the id of a configured provider")
                .flatMap(spot -> NamedSpot.read("provider id", spot))
                .map(named -> new ProviderName(named.name()));
    }

    private static Optional<String> model(Members layer) {
        return layer.need("model", "the provider's name of a model").flatMap(spot -> spot.text(LONGEST_MODEL));
    }

    private static Optional<Bytes> params(Spot spot) {
        Optional<Members> members = spot.members();
        members.flatMap(all -> all.find("model"))
                .ifPresent(model -> model.report("The model stands beside 'params', as 'model'. Leave it out here."));
        members.flatMap(all -> all.find("stream"))
                .filter(LayerReader::isNotFalse)
                .ifPresent(stream -> stream.report("A layer takes answers as a whole. Leave 'stream' out."));
        return members.flatMap(all -> NodeJson.of(spot));
    }

    private static boolean isNotFalse(Spot spot) {
        return !(spot.node() instanceof Node.Scalar scalar
                && scalar.kind() == Node.Scalar.Kind.BOOLEAN
                && scalar.text().equalsIgnoreCase("false"));
    }

    private Optional<String> prompt(Members layer, Optional<Gathering> gathering) {
        Optional<Spot> spot = layer.need("prompt", "the template of what the model is asked");
        Optional<String> prompt = spot.flatMap(found -> found.text(PipelineReader.LONGEST_TEXT));
        if (prompt.isPresent() && gathering.isPresent()) {
            prompts.faults(prompt.get(), gathering.get())
                    .forEach(fault -> spot.orElseThrow().report(fault));
        }
        return prompt;
    }
}
