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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Finds what units are made of: the good units of the layers above, in their order. */
final class Ingredients {
    static final int PAGE = 500;

    private final BuildStore builds;
    private final ArtifactStore artifacts;
    private final BuildId build;

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
        if (unit.input().isPresent()) {
            return List.of(fetched(unit.input().get()));
        }
        List<WorkUnit> all = new ArrayList<>();
        layer.inputs()
                .forEach(input -> each(
                        new UnitQuery(
                                Optional.of(input),
                                Set.of(UnitState.SUCCEEDED, UnitState.CACHED),
                                Optional.empty(),
                                Set.of()),
                        part -> part.stream()
                                .filter(made -> belongs(layer, unit, made))
                                .forEach(all::add)));
        return all;
    }

    private static boolean belongs(Layer layer, WorkUnit unit, WorkUnit made) {
        return !(layer.gathering() instanceof Gathering.GroupBy(String key))
                || unit.group().equals(Optional.ofNullable(made.metadata().get(key)));
    }

    private WorkUnit fetched(UnitRef ref) {
        return builds.unit(build, ref)
                .orElseThrow(() -> damaged("Unit %d of '%s'".formatted(ref.number(), ref.layer())));
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
    Scope scope(Layer layer, WorkUnit unit, List<WorkUnit> inputs) {
        return scope(layer, unit, inputs, contents(inputs));
    }

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
