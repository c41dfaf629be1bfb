package dev.tapedeck.build;

import java.util.Optional;

/**
 * A layer of a build, or a source.
 *
 * @param number from 1, in the order in which they are worked on; sources first
 * @param source whether it is one
 * @param batched whether its requests go through batches
 * @param unitsMade whether all its units are there
 * @param reason why it failed or was skipped
 */
public record LayerStatus(
        String name,
        int number,
        boolean source,
        LayerState state,
        boolean batched,
        boolean unitsMade,
        Optional<String> reason) {
    LayerStatus in(LayerState next) {
        return new LayerStatus(name, number, source, next, batched, unitsMade, reason);
    }

    LayerStatus because(LayerState next, String why) {
        return new LayerStatus(name, number, source, next, batched, unitsMade, Optional.of(why));
    }

    LayerStatus made(boolean inBatches) {
        return new LayerStatus(name, number, source, state, inBatches, true, reason);
    }

    LayerStatus again() {
        return new LayerStatus(name, number, source, LayerState.PENDING, batched, false, Optional.empty());
    }
}
