package dev.tapedeck.build;

import dev.tapedeck.pipeline.Layer;
import dev.tapedeck.pipeline.Pipeline;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** All that the parts of one build's work share while it is worked on. */
record BuildPlace(Workshop workshop, Desk desk, Pipeline pipeline, CallPath path, Ingredients ingredients) {
    /** A provider's window for batches, and an hour. */
    static final Duration LONGEST_WAIT = Duration.ofHours(25);

    Layer layer(String name) {
        return pipeline.layer(name)
                .orElseThrow(() -> new IllegalStateException("The build has no layer '%s'.".formatted(name)));
    }

    ModelProvider provider(Layer layer) {
        return workshop.providers().apply(layer);
    }

    BuildStore store() {
        return workshop.builds();
    }

    BuildId id() {
        return desk.id();
    }

    /** Whether nothing more is to be sent. */
    boolean stopping() {
        return desk.build().reason().isPresent() || desk.cancelling();
    }

    boolean hasOpen(Layer layer) {
        return !workshop.builds()
                .requests(
                        id(), Optional.of(layer.name()), UnitRequest.State.OPEN, Optional.empty(), Optional.empty(), 1)
                .isEmpty();
    }

    /** Whether what can't be had at present is given up: nothing has been heard for too long. */
    boolean tired() {
        return waitsTooLongSince(desk.build().heardAt());
    }

    /** Whether that batch is given up, if it hasn't ended. */
    boolean tired(Batch batch) {
        Instant started = desk.build().startedAt();
        return waitsTooLongSince(batch.sentAt().filter(started::isBefore).orElse(started));
    }

    private boolean waitsTooLongSince(Instant since) {
        Build build = desk.build();
        return build.options()
                .maxWait()
                .map(most -> isLonger(build.startedAt(), most))
                .orElseGet(() -> isLonger(since, LONGEST_WAIT));
    }

    private boolean isLonger(Instant since, Duration than) {
        return Duration.between(since, desk.now()).compareTo(than) > 0;
    }
}
