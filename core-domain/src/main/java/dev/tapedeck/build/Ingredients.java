package dev.tapedeck.build;

import dev.tapedeck.build.BuildStore.UnitQuery;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.pipeline.Gathering;
import dev.tapedeck.pipeline.Item;
import dev.tapedeck.pipeline.Layer;
import dev.tapedeck.pipeline.PromptRenderer.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Finds what units are made of: the good units of the layers above, in their order. */
final class Ingredients {
    static final int PAGE = 500;
    /** Of so many units the contents are in memory at a time. */
    static final int CONTENTS = 50;
    /** A part of contents that is that long, or longer by the last one, is large enough. */
    static final int BYTES = 4 * 1024 * 1024;

    private final BuildStore builds;
    private final ArtifactStore artifacts;
    private final BuildId build;
    /** Of layers whose inputs have ended: the good units of each group, in order. */
    private final Map<String, Map<String, List<UnitRef>>> groups = new ConcurrentHashMap<>();

    Ingredients(BuildStore builds, ArtifactStore artifacts, BuildId build) {
        this.builds = builds;
        this.artifacts = artifacts;
        this.build = build;
    }

    /** The units that have an artifact, part by part. */
    void eachGood(String layer, Consumer<List<WorkUnit>> parts) {
        each(UnitQuery.of(layer, UnitState.SUCCEEDED, UnitState.CACHED), parts);
    }

    /** Those units, part by part; a part may be changed while it is worked on. */
    void each(UnitQuery query, Consumer<List<WorkUnit>> parts) {
        Optional<UnitRef> after = Optional.empty();
        List<WorkUnit> part;
        do {
            part = builds.units(build, query, after, PAGE);
            if (!part.isEmpty()) {
                after = Optional.of(part.getLast().ref());
                parts.accept(part);
            }
        } while (part.size() == PAGE);
    }

    /** What a unit is made of, in order; without contents. */
    List<WorkUnit> of(Layer layer, WorkUnit unit) {
        return of(layer, unit, inputs(List.of(unit)));
    }

    /** @param known what {@link #inputs} has found, of this unit and maybe of others */
    List<WorkUnit> of(Layer layer, WorkUnit unit, Map<UnitRef, WorkUnit> known) {
        if (unit.input().isPresent()) {
            return List.of(known(unit.input().get(), known));
        }
        return layer.gathering() instanceof Gathering.GroupBy(String key)
                ? ofGroup(layer, key, unit.group().orElseThrow())
                : all(layer);
    }

    /** The inputs of all of these units that have one each. */
    Map<UnitRef, WorkUnit> inputs(Collection<WorkUnit> units) {
        List<UnitRef> refs =
                units.stream().flatMap(unit -> unit.input().stream()).toList();
        return refs.isEmpty() ? Map.of() : builds.units(build, refs);
    }

    private static WorkUnit known(UnitRef ref, Map<UnitRef, WorkUnit> known) {
        return Optional.ofNullable(known.get(ref))
                .orElseThrow(() -> damaged("Unit %d of '%s'".formatted(ref.number(), ref.layer())));
    }

    private List<WorkUnit> all(Layer layer) {
        List<WorkUnit> all = new ArrayList<>();
        layer.inputs().forEach(input -> eachGood(input, all::addAll));
        return all;
    }

    private List<WorkUnit> ofGroup(Layer layer, String key, String group) {
        List<UnitRef> refs =
                groups.computeIfAbsent(layer.name(), any -> grouped(layer, key)).getOrDefault(group, List.of());
        Map<UnitRef, WorkUnit> known = builds.units(build, refs);
        return refs.stream().map(ref -> known(ref, known)).toList();
    }

    private Map<String, List<UnitRef>> grouped(Layer layer, String key) {
        Map<String, List<UnitRef>> grouped = new HashMap<>();
        for (String input : layer.inputs()) {
            eachGood(
                    input,
                    part -> part.forEach(made -> Optional.ofNullable(
                                    made.metadata().get(key))
                            .ifPresent(group -> grouped.computeIfAbsent(group, any -> new ArrayList<>())
                                    .add(made.ref()))));
        }
        return grouped;
    }

    private static boolean belongs(Layer layer, WorkUnit unit, WorkUnit made) {
        return !(layer.gathering() instanceof Gathering.GroupBy(String key))
                || unit.group().equals(Optional.ofNullable(made.metadata().get(key)));
    }

    /** The labels of inputs that have failed, and so are missing. */
    List<String> missing(Layer layer, WorkUnit unit) {
        List<String> missing = new ArrayList<>();
        if (unit.input().isEmpty()) {
            UnitState[] bad = Arrays.stream(UnitState.values())
                    .filter(state -> state.ended() && !state.good())
                    .toArray(UnitState[]::new);
            layer.inputs()
                    .forEach(input -> each(
                            UnitQuery.of(input, bad),
                            part -> part.stream()
                                    .filter(failed -> belongs(layer, unit, failed))
                                    .map(WorkUnit::label)
                                    .forEach(missing::add)));
        }
        return missing;
    }

    /** What the prompt of a unit sees. */
    Scope scope(Layer layer, WorkUnit unit, List<WorkUnit> inputs, Map<ArtifactId, Bytes> contents) {
        List<Item> items = inputs.stream().map(input -> item(input, contents)).toList();
        return layer.gathering() instanceof Gathering.Each
                ? new Scope.One(items.getFirst())
                : new Scope.Many(items, unit.group());
    }

    Map<ArtifactId, Bytes> contents(Collection<WorkUnit> units) {
        return artifacts.find(
                units.stream().flatMap(unit -> unit.artifact().stream()).toList());
    }

    private static Item item(WorkUnit unit, Map<ArtifactId, Bytes> contents) {
        Bytes content = unit.artifact()
                .map(contents::get)
                .orElseThrow(() -> damaged("The content of '%s'".formatted(unit.label())));
        return new Item(unit.ref().layer(), unit.label(), content.text(), unit.metadata());
    }

    private static FailedCall damaged(String what) {
        return FailedCall.rejected(new Failure.Unreadable(
                what + " isn't there any more: what this build has stored is damaged. Reset the build."));
    }
}
