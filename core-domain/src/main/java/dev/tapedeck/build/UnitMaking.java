package dev.tapedeck.build;

import dev.tapedeck.build.BuildStore.UnitQuery;
import dev.tapedeck.cassette.Mode;
import dev.tapedeck.cassette.RequestKey;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.pipeline.Gathering;
import dev.tapedeck.pipeline.Layer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the units of a layer, once those above have ended, and takes over what earlier builds have made. Done again, it
 * changes only what has become different since. Memory holds one part of the units at a time, but for a unit that is made
 * of many.
 */
final class UnitMaking {
    private static final SortedMap<String, String> NO_METADATA = Collections.emptySortedMap();

    private final BuildPlace place;
    private final Composer composer;
    private final Answers answers;

    UnitMaking(BuildPlace place, Composer composer, Answers answers) {
        this.place = place;
        this.composer = composer;
        this.answers = answers;
    }

    /** A unit that isn't written yet, and what it is made of. */
    private record Draft(WorkUnit unit, List<WorkUnit> inputs) {
        List<ArtifactId> parents() {
            return inputs.stream().flatMap(input -> input.artifact().stream()).toList();
        }
    }

    void make(Layer layer) {
        place.ingredients().forget(layer);
        switch (layer.gathering()) {
            case Gathering.Each each -> oneForEach(layer);
            case Gathering.All all -> draw(layer, List.of(many(layer, 1, layer.name(), Optional.empty())));
            case Gathering.GroupBy(String key) -> oneForEachGroup(layer, key);
        }
    }

    private void oneForEach(Layer layer) {
        int before = 0;
        for (String input : layer.inputs()) {
            int offset = before;
            place.ingredients()
                    .eachGood(
                            input,
                            part -> draw(
                                    layer,
                                    part.stream()
                                            .map(made -> one(layer, offset, made))
                                            .toList()));
            before += numbers(input);
        }
    }

    /** How many numbers the units of a layer take: stable, whatever becomes of them. */
    private int numbers(String name) {
        Optional<Layer> layer = place.pipeline().layer(name);
        return layer.isPresent() && layer.get().gathering() instanceof Gathering.Each
                ? layer.get().inputs().stream().mapToInt(this::numbers).sum()
                : Math.toIntExact(place.store().counts(place.id()).getOrDefault(name, Map.of()).values().stream()
                        .mapToLong(Long::longValue)
                        .sum());
    }

    private static Draft one(Layer layer, int offset, WorkUnit input) {
        UnitRef ref = new UnitRef(layer.name(), offset + input.ref().number());
        return new Draft(
                unit(ref, input.label(), input.metadata(), Optional.of(input.ref()), Optional.empty()), List.of(input));
    }

    private void oneForEachGroup(Layer layer, String key) {
        int number = 0;
        for (String group : place.store().groups(place.id(), layer.inputs(), key)) {
            draw(layer, List.of(many(layer, ++number, group, Optional.of(group))));
        }
    }

    private Draft many(Layer layer, int number, String label, Optional<String> group) {
        SortedMap<String, String> metadata =
                layer.gathering() instanceof Gathering.GroupBy(String key) && group.isPresent()
                        ? new TreeMap<>(Map.of(key, group.get()))
                        : NO_METADATA;
        WorkUnit unit = unit(new UnitRef(layer.name(), number), label, metadata, Optional.empty(), group);
        return new Draft(unit, place.ingredients().of(layer, unit));
    }

    private static WorkUnit unit(
            UnitRef ref,
            String label,
            SortedMap<String, String> metadata,
            Optional<UnitRef> input,
            Optional<String> group) {
        return new WorkUnit(
                ref,
                label,
                metadata,
                UnitState.PENDING,
                input,
                group,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Writes the units of these drafts, as far as they aren't there yet. */
    private void draw(Layer layer, List<Draft> drafts) {
        List<Draft> asking = Parts.of(drafts, Ingredients.CONTENTS).stream()
                .flatMap(part -> asking(layer, part))
                .toList();
        Map<Integer, WorkUnit> there = there(layer, drafts);
        List<Draft> fresh =
                asking.stream().filter(draft -> isNew(draft.unit(), there)).toList();
        write(layer, fresh);
    }

    private static boolean isNew(WorkUnit unit, Map<Integer, WorkUnit> there) {
        WorkUnit before = there.get(unit.ref().number());
        return before == null || unit.request().isEmpty() || !before.request().equals(unit.request());
    }

    private Stream<Draft> asking(Layer layer, List<Draft> drafts) {
        Map<ArtifactId, Bytes> contents = place.ingredients()
                .contents(drafts.stream()
                        .flatMap(draft -> draft.inputs().stream())
                        .toList());
        return drafts.stream().map(draft -> new Draft(asking(layer, draft, contents), draft.inputs()));
    }

    private WorkUnit asking(Layer layer, Draft draft, Map<ArtifactId, Bytes> contents) {
        WorkUnit unit = draft.unit();
        try {
            RequestKey key = place.path()
                    .keyOf(composer.compose(
                            layer,
                            place.provider(layer).completions(),
                            place.ingredients().scope(layer, unit, draft.inputs(), contents)));
            return unit.asking(key);
        } catch (FailedCall failed) {
            if (failed.failure() instanceof Failure.Invalid invalid) {
                return unit.failed(
                        UnitState.FAILED, new UnitFailure("prompt", invalid.message(), true, Optional.empty()));
            }
            throw failed;
        }
    }

    private Map<Integer, WorkUnit> there(Layer layer, List<Draft> drafts) {
        int first = drafts.getFirst().unit().ref().number();
        return place
                .store()
                .units(
                        place.id(),
                        UnitQuery.of(layer.name()),
                        Optional.of(new UnitRef(layer.name(), first - 1)),
                        drafts.getLast().unit().ref().number() - first + 1)
                .stream()
                .collect(Collectors.toMap(unit -> unit.ref().number(), Function.identity()));
    }

    private void write(Layer layer, List<Draft> drafts) {
        Map<RequestKey, UnitRequest> known = place.store()
                .requests(
                        place.id(),
                        drafts.stream()
                                .flatMap(draft -> draft.unit().request().stream())
                                .toList());
        Map<UnitRef, Provenance> made = made(layer, drafts);
        Set<RequestKey> asked = new HashSet<>(known.keySet());
        List<WorkUnit> units = new ArrayList<>();
        List<UnitRequest> requests = new ArrayList<>();
        for (Draft draft : drafts) {
            WorkUnit unit = draft.unit();
            Provenance cached = made.get(unit.ref());
            units.add(cached == null ? unit : unit.done(UnitState.CACHED, cached.artifact()));
            if (cached == null) {
                unit.request()
                        .filter(asked::add)
                        .map(key -> UnitRequest.open(key, unit.ref()))
                        .ifPresent(requests::add);
            }
        }
        if (!units.isEmpty()) {
            place.desk().write(new Change.OfRequests(requests), new Change.OfUnits(units));
            answers.share(units.stream().filter(unit -> !unit.state().ended()).toList(), known);
        }
    }

    /** What earlier builds have made of the same. */
    private Map<UnitRef, Provenance> made(Layer layer, List<Draft> drafts) {
        if (!looksBack()) {
            return Map.of();
        }
        Map<UnitRef, String> fingerprints = new HashMap<>();
        for (Draft draft : drafts) {
            draft.unit()
                    .request()
                    .ifPresent(key -> fingerprints.put(
                            draft.unit().ref(),
                            UnitFingerprints.of(layer, draft.parents(), key).value()));
        }
        Map<String, Provenance> found = place.workshop().artifacts().findMade(fingerprints.values());
        Map<UnitRef, Provenance> made = new HashMap<>();
        fingerprints.forEach((ref, fingerprint) -> {
            Provenance provenance = found.get(fingerprint);
            if (provenance != null) {
                made.put(ref, provenance);
            }
        });
        return made;
    }

    /** A tape is to be whole, and a replay is to come from it: with either, nothing is taken from anywhere else. */
    private boolean looksBack() {
        BuildOptions options = place.desk().build().options();
        return options.cache() && options.mode() == Mode.OFF;
    }
}
