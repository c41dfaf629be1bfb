package dev.tapedeck.build;

import dev.tapedeck.build.BuildStore.UnitQuery;
import dev.tapedeck.cassette.RequestKey;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.pipeline.Layer;
import dev.tapedeck.pipeline.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Brings one layer of a build forward, step by step. */
final class LayerRun {
    private final BuildPlace place;
    private final SourceIntake intake;
    private final UnitMaking making;
    private final Answers answers;
    private final Composer composer;
    private final SyncCalls calls;
    private final BatchLine line;

    LayerRun(
            BuildPlace place,
            SourceIntake intake,
            UnitMaking making,
            Answers answers,
            Composer composer,
            SyncCalls calls,
            BatchLine line) {
        this.place = place;
        this.intake = intake;
        this.making = making;
        this.answers = answers;
        this.composer = composer;
        this.calls = calls;
        this.line = line;
    }

    /** Takes the documents of a source in. */
    Progress take(LayerStatus status) {
        Source source = place.pipeline().sources().stream()
                .filter(one -> one.name().equals(status.name()))
                .findFirst()
                .orElseThrow();
        intake.take(source, status);
        return Progress.WENT;
    }

    /** Does a piece of the layer's work; those above it have ended well enough. */
    Progress work(LayerStatus status) throws InterruptedException {
        Layer layer = place.layer(status.name());
        if (!status.unitsMade()) {
            return begun(layer, status);
        }
        Progress sent = status.batched() ? line.work(layer) : sync(layer, status);
        return switch (sent) {
            case Progress.Went went -> went;
            case Progress.Waits waits ->
                waits.until().isPresent() ? waits : ended(layer, status).orElse(waits);
        };
    }

    private Progress begun(Layer layer, LayerStatus status) {
        place.desk().write(told(BuildEvent.Kind.LAYER_STARTED, "Layer '%s' has started.".formatted(layer.name())));
        making.make(layer);
        if (place.desk().build().options().mode().plays()) {
            play(layer);
        }
        place.desk()
                .write(new Change.OfLayer(status.made(line.isUnfinished(layer) || goesInBatches(layer))
                        .in(LayerState.RUNNING)));
        return Progress.WENT;
    }

    private boolean goesInBatches(Layer layer) {
        boolean can = place.desk().build().options().batches()
                && place.provider(layer).batches().isPresent();
        return switch (layer.batch()) {
            case NEVER -> false;
            case ALWAYS -> can && !open(layer, 1).isEmpty();
            case AUTO -> can && open(layer, 2).size() == 2;
        };
    }

    private List<UnitRequest> open(Layer layer, int limit) {
        return place.store()
                .requests(
                        place.id(),
                        Optional.of(layer.name()),
                        UnitRequest.State.OPEN,
                        Optional.empty(),
                        Optional.empty(),
                        limit);
    }

    /** Answers from the tape what it has; in mode replay the others come to nothing. */
    private void play(Layer layer) {
        Optional<RequestKey> after = Optional.empty();
        List<UnitRequest> part;
        do {
            part = place.store()
                    .requests(
                            place.id(),
                            Optional.of(layer.name()),
                            UnitRequest.State.OPEN,
                            Optional.empty(),
                            after,
                            Ingredients.PAGE);
            List<Arrival> arrivals = new ArrayList<>();
            part.forEach(request -> played(layer, request).ifPresent(arrivals::add));
            answers.take(arrivals);
            after = part.isEmpty() ? after : Optional.of(part.getLast().key());
        } while (part.size() == Ingredients.PAGE);
    }

    private Optional<Arrival> played(Layer layer, UnitRequest request) {
        WorkUnit unit = place.store().unit(place.id(), request.first()).orElseThrow();
        try {
            return place.path()
                    .taped(composer.compose(layer, place.provider(layer).completions(), unit))
                    .map(answered -> Arrival.of(request, answered, false));
        } catch (FailedCall missed) {
            answers.fail(
                    List.of(request),
                    new UnitFailure(missed.failure().code(), missed.failure().message(), true, Optional.empty()));
            return Optional.empty();
        }
    }

    private Progress sync(Layer layer, LayerStatus status) throws InterruptedException {
        return switch (place.stopping() ? new SyncCalls.Sent.NoneLeft() : calls.send(layer)) {
            case SyncCalls.Sent.Some some -> Progress.WENT;
            case SyncCalls.Sent.NoneLeft none -> new Progress.Waits(Optional.empty());
            case SyncCalls.Sent.Stuck(var until, String why) -> {
                place.desk().write(new Change.OfLayer(status.because(LayerState.WAITING, why)));
                yield Progress.until(until);
            }
        };
    }

    /** Ends the layer, if all its units have ended. */
    private Optional<Progress> ended(Layer layer, LayerStatus status) {
        Map<UnitState, Long> counts = place.store().counts(place.id()).getOrDefault(layer.name(), Map.of());
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        long ended = sum(counts, true);
        if (ended < all) {
            return share(layer) ? Optional.of(Progress.WENT) : Optional.empty();
        }
        long good = counts.getOrDefault(UnitState.SUCCEEDED, 0L) + counts.getOrDefault(UnitState.CACHED, 0L);
        LayerState end = end(layer, good, all);
        String what = "%d of %d units succeeded".formatted(good, all);
        LayerStatus after = end == LayerState.COMPLETED ? status.in(end) : status.because(end, what + ".");
        place.desk()
                .write(
                        new Change.OfLayer(after),
                        told(BuildEvent.Kind.LAYER_ENDED, "Layer '%s' has ended: %s.".formatted(layer.name(), what)));
        place.ingredients().forget(layer);
        return Optional.of(Progress.WENT);
    }

    private static LayerState end(Layer layer, long good, long all) {
        if (good == all) {
            return LayerState.COMPLETED;
        }
        return layer.onFailure().goesOn(good, all) ? LayerState.PARTIAL : LayerState.FAILED;
    }

    private static long sum(Map<UnitState, Long> counts, boolean ended) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().ended() == ended)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Gives units answers that have come to requests of other layers. */
    private boolean share(Layer layer) {
        boolean[] shared = {false};
        place.ingredients()
                .each(UnitQuery.of(layer.name(), UnitState.PENDING, UnitState.QUEUED, UnitState.SUBMITTED), part -> {
                    Map<RequestKey, UnitRequest> known = place.store()
                            .requests(
                                    place.id(),
                                    part.stream()
                                            .flatMap(unit -> unit.request().stream())
                                            .toList());
                    shared[0] |= answers.share(part, known);
                });
        return shared[0];
    }

    private static Change told(BuildEvent.Kind kind, String message) {
        return new Change.Told(kind, message);
    }
}
