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
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Finds what units are made of: the good units of the layers above, in their order. Of what is above a layer of groups it
 * remembers the references, until it is told to forget them. Thread-safe.
 */
final class Ingredients {
    static final int PAGE = 500;
    /** Of so many units the contents are in memory at a time. */
    static final int CONTENTS = 50;
    /** A part of contents that is that long, or longer by the last one, is large enough. */
    static final int BYTES = 4 * 1024 * 1024;

    private final BuildStore builds;
    private final ArtifactStore artifacts;
    private final BuildId build;
    private final Map<String, Grouped> grouped = new HashMap<>();

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

    /** What a unit is made of, in order; without contents. Those above have ended by then. */
    List<WorkUnit> of(Layer layer, WorkUnit unit) {
        return of(layer, unit, inputs(List.of(unit)));
    }

    /** @param known what {@link #inputs} has found, of this unit and maybe of others */
    List<WorkUnit> of(Layer layer, WorkUnit unit, Map<UnitRef, WorkUnit> known) {
        if (unit.input().isPresent()) {
            return List.of(known(unit.input().get(), known));
        }
        if (layer.gathering() instanceof Gathering.GroupBy(String key)) {
            return fetched(grouped(layer, key).good(unit.group().orElseThrow()));
        }
        return all(layer, UnitState::good);
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

    /** The labels of inputs that have failed, and so are missing. */
    List<String> missing(Layer layer, WorkUnit unit) {
        List<WorkUnit> missing = switch (layer.gathering()) {
            case Gathering.Each each -> List.of();
            case Gathering.GroupBy(String key) ->
                fetched(grouped(layer, key).bad(unit.group().orElseThrow()));
            case Gathering.All all -> all(layer, state -> state.ended() && !state.good());
        };
        return missing.stream().map(WorkUnit::label).toList();
    }

    private List<WorkUnit> all(Layer layer, Predicate<UnitState> states) {
        List<WorkUnit> all = new ArrayList<>();
        layer.inputs().forEach(input -> each(in(input, states), all::addAll));
        return all;
    }

    private static UnitQuery in(String layer, Predicate<UnitState> states) {
        return UnitQuery.of(
                layer, Arrays.stream(UnitState.values()).filter(states).toArray(UnitState[]::new));
    }

    private synchronized Grouped grouped(Layer layer, String key) {
        return grouped.computeIfAbsent(layer.name(), any -> {
            Grouped made = new Grouped();
            layer.inputs().forEach(input -> each(in(input, UnitState::ended), part -> made.add(part, key)));
            return made;
        });
    }

    /** What is above that layer is about to be others, or isn't needed any more. */
    synchronized void forget(Layer layer) {
        grouped.remove(layer.name());
    }

    private List<WorkUnit> fetched(List<UnitRef> refs) {
        List<WorkUnit> units = new ArrayList<>();
        for (int from = 0; from < refs.size(); from += PAGE) {
            List<UnitRef> part = refs.subList(from, Math.min(from + PAGE, refs.size()));
            Map<UnitRef, WorkUnit> found = builds.units(build, part);
            part.forEach(ref -> units.add(known(ref, found)));
        }
        return units;
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
