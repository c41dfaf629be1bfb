package dev.tapedeck.build;

import dev.tapedeck.cassette.RequestKey;
import dev.tapedeck.exchange.Digests;
import dev.tapedeck.pipeline.Gathering;
import dev.tapedeck.pipeline.Layer;
import dev.tapedeck.pipeline.OnFailure;
import dev.tapedeck.pipeline.Pipeline;
import dev.tapedeck.pipeline.Source;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What layers, units and pipelines amount to. Names of files and folders are no part of it, nor how a layer is sent. */
final class UnitFingerprints {
    private UnitFingerprints() {}

    /** Of a unit: its layer's, what it is made of, and what it asks. */
    static Fingerprint of(Layer layer, List<ArtifactId> parents, RequestKey request) {
        return of(ofLayer(layer), parents, request);
    }

    /** The same, of many units of one layer. */
    static Fingerprint of(SortedMap<String, String> layer, List<ArtifactId> parents, RequestKey request) {
        SortedMap<String, String> components = new TreeMap<>(layer);
        components.put(
                "inputs", Digests.of(parents.stream().map(ArtifactId::value).toList()));
        components.put("request", request.hex());
        return new Fingerprint(components);
    }

    /** Of a pipeline, without its documents. */
    static Fingerprint of(Pipeline pipeline) {
        SortedMap<String, String> components = new TreeMap<>();
        pipeline.layers().forEach(layer -> {
            String prefix = "layer.%s.".formatted(layer.name());
            components.putAll(ofLayer(layer, prefix));
            components.put(prefix + "inputs", Digests.of(layer.inputs()));
            components.put(prefix + "onFailure", Digests.of(List.of(onFailure(layer.onFailure()))));
        });
        return new Fingerprint(components);
    }

    /** The same, with what the documents of a source amount to. */
    static Fingerprint with(Fingerprint pipeline, Source source, String documents) {
        SortedMap<String, String> components = new TreeMap<>(pipeline.components());
        components.put("source." + source.name(), documents);
        return new Fingerprint(components);
    }

    /** What a layer is in each of its units. */
    static SortedMap<String, String> ofLayer(Layer layer) {
        return ofLayer(layer, "");
    }

    private static SortedMap<String, String> ofLayer(Layer layer, String prefix) {
        SortedMap<String, String> components = new TreeMap<>();
        put(components, prefix + "provider", layer.provider().value());
        put(components, prefix + "model", layer.model());
        put(components, prefix + "endpoint", layer.endpoint().id());
        put(components, prefix + "params", layer.params().text());
        put(components, prefix + "prompt", layer.prompt());
        put(components, prefix + "gathering", gathering(layer.gathering()));
        put(
                components,
                prefix + "output",
                layer.output().accepted().stream().sorted().toList() + " "
                        + layer.output().json() + " "
                        + layer.output().schema().map(schema -> schema.text()).orElse(""));
        return components;
    }

    private static void put(SortedMap<String, String> components, String name, String value) {
        components.put(name, Digests.of(List.of(value)));
    }

    private static String gathering(Gathering gathering) {
        return switch (gathering) {
            case Gathering.Each each -> "each";
            case Gathering.All all -> "all";
            case Gathering.GroupBy(String key) -> "groupBy " + key;
        };
    }

    private static String onFailure(OnFailure onFailure) {
        return switch (onFailure) {
            case OnFailure.Block block -> "block";
            case OnFailure.Continue goesOn -> "continue";
            case OnFailure.MinSuccess(double share) -> "minSuccess " + share;
        };
    }
}
