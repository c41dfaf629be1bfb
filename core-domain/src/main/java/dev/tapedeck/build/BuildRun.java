package dev.tapedeck.build;

import dev.tapedeck.pipeline.Layer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One stretch of work on a build under its lease: until it has ended, or nothing more can be done now. */
final class BuildRun {
    private final BuildPlace place;
    private final LayerRun layers;
    private final BatchLine line;
    private final Answers answers;

    BuildRun(BuildPlace place, LayerRun layers, BatchLine line, Answers answers) {
        this.place = place;
        this.layers = layers;
        this.line = line;
        this.answers = answers;
    }

    void run() throws InterruptedException {
        reopenInterrupted();
        if (place.desk().build().state() != BuildState.RUNNING) {
            place.desk()
                    .write(
                            build -> build.in(
                                    BuildState.RUNNING, Optional.of(place.desk().now())),
                            List.of());
        }
        boolean goesOn = true;
        while (goesOn) {
            goesOn = step();
        }
    }

    /** What was being called for by itself when the work broke off: nobody waits for those answers any more. */
    private void reopenInterrupted() {
        for (Layer layer : place.pipeline().layers()) {
            List<UnitRequest> interrupted = interrupted(layer);
            while (!interrupted.isEmpty()) {
                answers.reopen(interrupted, false);
                interrupted = interrupted(layer);
            }
        }
    }

    private List<UnitRequest> interrupted(Layer layer) {
        return place.store()
                .requests(
                        place.id(),
                        Optional.of(layer.name()),
                        UnitRequest.State.SENT,
                        Optional.empty(),
                        Optional.empty(),
                        Ingredients.PAGE);
    }

    private boolean step() throws InterruptedException {
        List<LayerStatus> all = place.store().layers(place.id());
        if (all.stream().allMatch(layer -> layer.state().ended())) {
            return end(all);
        }
        return switch (place.stopping() ? stopped(all) : Progress.of(sideBySide(all))) {
            case Progress.Went went -> true;
            case Progress.Waits(Optional<Instant> until) -> waits(until);
        };
    }

    private boolean waits(Optional<Instant> until) {
        place.desk().write(build -> build.in(BuildState.WAITING, until), List.of());
        return false;
    }

    /** A piece of work on each layer that can be worked on. */
    private List<Progress> sideBySide(List<LayerStatus> all) throws InterruptedException {
        List<Future<Progress>> under = new ArrayList<>();
        List<Progress> ends = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (LayerStatus status : all) {
                if (!status.state().ended()) {
                    switch (turn(status, all)) {
                        case TAKE -> under.add(threads.submit(() -> layers.take(status)));
                        case WORK -> under.add(threads.submit(() -> layers.work(status)));
                        case SKIP -> ends.add(skip(status));
                        case LATER -> {}
                    }
                }
            }
        }
        for (Future<Progress> end : under) {
            ends.add(ended(end));
        }
        return ends;
    }

    private enum Turn {
        TAKE,
        WORK,
        SKIP,
        LATER
    }

    private Turn turn(LayerStatus status, List<LayerStatus> all) {
        if (status.source()) {
            return Turn.TAKE;
        }
        List<LayerState> above =
                above(status, all).stream().map(LayerStatus::state).toList();
        if (above.contains(LayerState.FAILED) || above.contains(LayerState.SKIPPED)) {
            return Turn.SKIP;
        }
        return above.stream().allMatch(LayerState::ended) ? Turn.WORK : Turn.LATER;
    }

    private List<LayerStatus> above(LayerStatus status, List<LayerStatus> all) {
        List<String> inputs = place.layer(status.name()).inputs();
        return all.stream().filter(layer -> inputs.contains(layer.name())).toList();
    }

    private Progress skip(LayerStatus status) {
        String why = above(status, place.store().layers(place.id())).stream()
                .filter(layer -> layer.state() == LayerState.FAILED || layer.state() == LayerState.SKIPPED)
                .map(layer -> "'%s' %s"
                        .formatted(layer.name(), layer.state() == LayerState.FAILED ? "failed" : "was skipped"))
                .collect(Collectors.joining(", ", "", "."));
        place.desk()
                .write(
                        new Change.OfLayer(status.because(LayerState.SKIPPED, why)),
                        new Change.Told(
                                BuildEvent.Kind.LAYER_ENDED,
                                "Layer '%s' is skipped: %s".formatted(status.name(), why)));
        return Progress.WENT;
    }

    private static Progress ended(Future<Progress> end) throws InterruptedException {
        try {
            return end.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException known
                    ? known
                    : new IllegalStateException(failed.getCause());
        }
    }

    /** Waits for what is under way, and then stops. */
    private Progress stopped(List<LayerStatus> all) {
        boolean cancelling = place.desk().cancelling();
        List<Layer> batched = all.stream()
                .filter(LayerStatus::batched)
                .map(status -> place.layer(status.name()))
                .toList();
        List<Layer> underWay = batched.stream().filter(line::underWay).toList();
        if (!underWay.isEmpty()) {
            return Progress.of(underWay.stream()
                    .<Progress>map(layer -> cancelling ? line.end(layer) : line.work(layer))
                    .toList());
        }
        all.stream()
                .filter(status -> !status.state().ended())
                .forEach(status -> place.desk().stop(status, "The build was stopped.", place.ingredients()));
        return Progress.WENT;
    }

    private boolean end(List<LayerStatus> all) {
        Build before = place.desk().build();
        BuildState state = endState(all);
        place.desk()
                .write(
                        build -> build.in(state, Optional.empty()),
                        List.of(new Change.Told(
                                BuildEvent.Kind.BUILD_ENDED,
                                "The build has ended: %s.%s"
                                        .formatted(
                                                state.name()
                                                        .toLowerCase(Locale.ROOT)
                                                        .replace('_', ' '),
                                                before.reason()
                                                        .map(why -> " " + why.message())
                                                        .orElse("")))));
        place.path().end();
        return false;
    }

    private BuildState endState(List<LayerStatus> all) {
        if (place.desk().cancelling()) {
            return BuildState.CANCELLED;
        }
        List<LayerState> states = all.stream().map(LayerStatus::state).toList();
        if (place.desk().build().reason().isPresent() || states.contains(LayerState.SKIPPED) || hasNothing(all)) {
            return BuildState.FAILED;
        }
        return states.stream().allMatch(LayerState.COMPLETED::equals)
                ? BuildState.COMPLETED
                : BuildState.COMPLETED_WITH_ERRORS;
    }

    /** Whether a layer failed without one good unit. */
    private boolean hasNothing(List<LayerStatus> all) {
        Map<String, Map<UnitState, Long>> counts = place.store().counts(place.id());
        Function<LayerStatus, Long> good = layer -> counts.getOrDefault(layer.name(), Map.of()).entrySet().stream()
                .filter(entry -> entry.getKey().good())
                .mapToLong(Map.Entry::getValue)
                .sum();
        return all.stream().anyMatch(layer -> layer.state() == LayerState.FAILED && good.apply(layer) == 0);
    }
}
