package dev.tapedeck.build;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gives up what a build still has under way. */
final class Abandonment {
    private static final String WHY = "The build was given up.";

    private final Workshop workshop;
    private final Desk desk;
    private final Pipeline pipeline;

    Abandonment(Workshop workshop, Desk desk, Pipeline pipeline) {
        this.workshop = workshop;
        this.desk = desk;
        this.pipeline = pipeline;
    }

    /** @return the provider's batches that could not be cancelled; the intents of those that it may have or not */
    List<String> abandon() {
        List<String> left = new ArrayList<>();
        for (Batch batch : workshop.builds().batches(desk.id())) {
            if (!batch.over()) {
                if (!isCancelled(batch)) {
                    left.add(batch.remoteId().orElse(batch.intent()));
                }
                desk.write(new Change.OfBatch(batch.lost(WHY, desk.now())));
            }
        }
        Ingredients ingredients = new Ingredients(workshop.builds(), workshop.artifacts(), desk.id());
        workshop.builds().layers(desk.id()).stream()
                .filter(status -> !status.state().ended())
                .forEach(status -> desk.stop(status, WHY, ingredients));
        return left;
    }

    private boolean isCancelled(Batch batch) {
        Optional<BatchProvider> batches = pipeline.layer(batch.layer())
                .flatMap(layer -> workshop.providers().apply(layer).batches());
        if (batch.remoteId().isEmpty() || batches.isEmpty()) {
            return false;
        }
        try {
            batches.get().cancel(batch.remoteId().get());
            return true;
        } catch (FailedCall | BatchProvider.Refused unreachable) {
            return false; // it is named to whoever asked
        }
    }
}
