package dev.tapedeck.web.build;

import dev.tapedeck.build.Build;
import dev.tapedeck.build.BuildId;
import dev.tapedeck.build.BuildOptions;
import dev.tapedeck.build.BuildState;
import dev.tapedeck.build.Fingerprint;
import dev.tapedeck.build.LayerState;
import dev.tapedeck.build.LayerStatus;
import dev.tapedeck.build.Money;
import dev.tapedeck.build.UnitState;
import dev.tapedeck.cassette.Mode;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.pipeline.Batching;
import dev.tapedeck.pipeline.Endpoint;
import dev.tapedeck.pipeline.Gathering;
import dev.tapedeck.pipeline.Layer;
import dev.tapedeck.pipeline.OnFailure;
import dev.tapedeck.pipeline.Output;
import dev.tapedeck.pipeline.PipelineName;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Draws pictures of builds by hand. */
public final class Drawing {
    private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");

    private final Map<String, LayerStatus> statuses = new LinkedHashMap<>();
    private final Map<String, Layer> layers = new HashMap<>();
    private final Map<String, Map<UnitState, Long>> counts = new HashMap<>();
    private BuildState state = BuildState.RUNNING;

    public Drawing source(String name, long documents) {
        put(name, true, documents == 0 ? LayerState.PENDING : LayerState.COMPLETED);
        counts.put(name, documents == 0 ? Map.of() : Map.of(UnitState.SUCCEEDED, documents));
        return this;
    }

    public Drawing each(String name, String... inputs) {
        return layer(name, new Gathering.Each(), inputs);
    }

    public Drawing all(String name, String... inputs) {
        return layer(name, new Gathering.All(), inputs);
    }

    public Drawing groups(String name, String... inputs) {
        return layer(name, new Gathering.GroupBy("team"), inputs);
    }

    private Drawing layer(String name, Gathering gathering, String... inputs) {
        put(name, false, LayerState.PENDING);
        layers.put(
                name,
                new Layer(
                        name,
                        gathering,
                        List.of(inputs),
                        new ProviderName("simulator"),
                        "gpt-4o-mini",
                        Endpoint.CHAT,
                        Bytes.utf8("{}"),
                        Batching.AUTO,
                        "prompt",
                        Output.TEXT,
                        new OnFailure.Block()));
        return this;
    }

    /** The layer stands there, and its units are these. */
    public Drawing units(String name, LayerState stands, Map<UnitState, Long> units) {
        put(name, false, stands);
        counts.put(name, units);
        return this;
    }

    public Drawing in(BuildState stands) {
        state = stands;
        return this;
    }

    private void put(String name, boolean source, LayerState stands) {
        int number = statuses.containsKey(name) ? statuses.get(name).number() : statuses.size() + 1;
        boolean made = stands != LayerState.PENDING;
        statuses.put(name, new LayerStatus(name, number, source, stands, false, made, Optional.empty()));
    }

    public BuildPicture picture() {
        Build build = new Build(
                new BuildId("build-1"),
                new PipelineName("team-report"),
                Bytes.EMPTY,
                new Fingerprint(new TreeMap<>()),
                new BuildOptions(Optional.empty(), Mode.OFF, true, true, Optional.empty(), Optional.empty()),
                state,
                Optional.empty(),
                Optional.empty(),
                NOW,
                NOW,
                NOW,
                NOW,
                Optional.empty(),
                Money.ZERO,
                Money.ZERO,
                false,
                Optional.empty());
        return BuildPicture.of(build, List.copyOf(statuses.values()), layers, counts);
    }
}
