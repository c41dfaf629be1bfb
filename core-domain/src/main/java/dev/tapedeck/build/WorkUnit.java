package dev.tapedeck.build;

import dev.tapedeck.cassette.RequestKey;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One request to a model, and what came of it; or a document, which is a unit of its source.
 *
 * @param label what people call it: the input's of a unit that has one, the group of a unit that has many, else the layer
 * @param metadata what is handed on to the layers below
 * @param input the one that it is made of, if it is made of one
 * @param group the value that its inputs have in common, if they are grouped
 * @param request the key of the request that it makes; units of the same key share one
 * @param artifact what came of it
 * @param failure why nothing came of it
 */
public record WorkUnit(
        UnitRef ref,
        String label,
        SortedMap<String, String> metadata,
        UnitState state,
        Optional<UnitRef> input,
        Optional<String> group,
        Optional<RequestKey> request,
        Optional<ArtifactId> artifact,
        Optional<UnitFailure> failure) {
    public WorkUnit {
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    }

    WorkUnit asking(RequestKey key) {
        return new WorkUnit(ref, label, metadata, state, input, group, Optional.of(key), artifact, failure);
    }

    WorkUnit in(UnitState next) {
        return new WorkUnit(ref, label, metadata, next, input, group, request, artifact, failure);
    }

    /** To be made again. */
    WorkUnit afresh() {
        return new WorkUnit(
                ref, label, metadata, UnitState.PENDING, input, group, request, Optional.empty(), Optional.empty());
    }

    WorkUnit done(UnitState good, ArtifactId made) {
        return new WorkUnit(ref, label, metadata, good, input, group, request, Optional.of(made), Optional.empty());
    }

    WorkUnit failed(UnitState bad, UnitFailure why) {
        return new WorkUnit(ref, label, metadata, bad, input, group, request, Optional.empty(), Optional.of(why));
    }
}
