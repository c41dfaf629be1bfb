package dev.tapedeck.build;

import dev.tapedeck.build.BuildStore.UnitQuery;
import dev.tapedeck.cassette.RequestKey;
import dev.tapedeck.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Has units of a build that has ended made again, and what is below them looked through. What may still come of a batch is
 * waited for, and not asked for again.
 */
final class Reopening {
    private final Workshop workshop;
    private final Desk desk;
    private final Pipeline pipeline;
    private final Map<Integer, Batch> awaited;

    Reopening(Workshop workshop, Desk desk, Pipeline pipeline) {
        this.workshop = workshop;
        this.desk = desk;
        this.pipeline = pipeline;
        this.awaited = workshop.builds().batches(desk.id()).stream()
                .filter(Batch::mayBring)
                .collect(Collectors.toMap(Batch::number, Function.identity()));
    }

    void reopen(Set<UnitState> states) {
        awaited.values().stream().filter(Batch::over).forEach(lost -> desk.write(new Change.OfBatch(lost.revived())));
        Ingredients ingredients = new Ingredients(workshop.builds(), workshop.artifacts(), desk.id());
        Set<String> affected = new HashSet<>();
        ingredients.each(new UnitQuery(Optional.empty(), states, Optional.empty(), Set.of()), part -> {
            List<WorkUnit> units = part.stream()
                    .filter(unit -> pipeline.layer(unit.ref().layer()).isPresent())
                    .toList();
            units.forEach(unit -> affected.add(unit.ref().layer()));
            reopen(units);
        });
        for (LayerStatus status : workshop.builds().layers(desk.id())) {
            if (isToBeDoneAgain(status, affected)) {
                affected.add(status.name());
                desk.write(new Change.OfLayer(status.again()));
            }
        }
    }

    private boolean isToBeDoneAgain(LayerStatus status, Set<String> affected) {
        boolean below = pipeline.layer(status.name()).stream()
                .anyMatch(layer -> layer.inputs().stream().anyMatch(affected::contains));
        boolean unfinished = switch (status.state()) {
            case SKIPPED, FAILED, PARTIAL -> true;
            case PENDING, RUNNING, WAITING, COMPLETED -> false;
        };
        return below || unfinished || affected.contains(status.name());
    }

    private void reopen(List<WorkUnit> units) {
        Map<RequestKey, UnitRequest> before = workshop.builds()
                .requests(
                        desk.id(),
                        units.stream().flatMap(unit -> unit.request().stream()).toList());
        Map<RequestKey, UnitRequest> after = new LinkedHashMap<>();
        List<WorkUnit> reopened = new ArrayList<>();
        for (WorkUnit unit : units) {
            Optional<UnitRequest> request =
                    unit.request().map(key -> after.computeIfAbsent(key, same -> reopened(before, same, unit)));
            boolean waits = request.filter(one -> one.state() == UnitRequest.State.SUBMITTED)
                    .isPresent();
            reopened.add(waits ? unit.afresh().in(UnitState.QUEUED) : unit.afresh());
        }
        desk.write(new Change.OfRequests(List.copyOf(after.values())), new Change.OfUnits(reopened));
    }

    /** For the first of the units that ask it: the layer of that one is worked on again, and no other may be. */
    private UnitRequest reopened(Map<RequestKey, UnitRequest> before, RequestKey key, WorkUnit unit) {
        UnitRequest request = before.getOrDefault(key, UnitRequest.open(key, unit.ref()));
        if (request.state() == UnitRequest.State.OPEN) {
            return request;
        }
        return isAwaited(request) ? request.awaited() : request.afresh(unit.ref());
    }

    private boolean isAwaited(UnitRequest request) {
        boolean lost = request.failure()
                .filter(why -> why.code().equals(BatchCollection.LOST))
                .isPresent();
        return request.batch().filter(awaited::containsKey).isPresent()
                && (lost || request.state() == UnitRequest.State.SUBMITTED);
    }
}
