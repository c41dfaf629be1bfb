package dev.tapedeck.build;

import dev.tapedeck.pipeline.Layer;
import dev.tapedeck.pipeline.Pipeline;
import java.time.Duration;
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

    /** Whether what can't be had at present is given up. */
    boolean tired() {
        Build build = desk.build();
        Duration most = build.options().maxWait().orElse(LONGEST_WAIT);
        return Duration.between(build.startedAt(), desk.now()).compareTo(most) > 0;
    }
}
