package dev.tapedeck.build;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.pipeline.Pipeline;
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

    /** @param left is told the provider's batches that could not be cancelled; the intents of those that it may have or not */
    void abandon(List<String> left) {
        for (Batch batch : workshop.builds().batches(desk.id())) {
            if (!batch.over()) {
                if (!isCancelled(batch)) {
                    left.add(name(batch));
                }
                desk.write(new Change.OfBatch(batch.lost(WHY, desk.now())));
            }
        }
        Ingredients ingredients = new Ingredients(workshop.builds(), workshop.artifacts(), desk.id());
        workshop.builds().layers(desk.id()).stream()
                .filter(status -> !status.state().ended())
                .forEach(status -> desk.stop(status, WHY, ingredients));
    }

    private static String name(Batch batch) {
        return batch.remoteId().orElse(batch.intent());
    }

    /**
     * Names what a build has under way whose state is damaged.
     *
     * @param left is told the batches that it isn't told yet
     * @return whether its batches can be read
     */
    static boolean named(BuildStore store, BuildId id, List<String> left) {
        try {
            store.batches(id).stream()
                    .filter(batch -> !batch.over())
                    .map(Abandonment::name)
                    .filter(name -> !left.contains(name))
                    .forEach(left::add);
            return true;
        } catch (FailedCall failed) {
            if (failed.failure() instanceof Failure.Damaged) {
                return false;
            }
            throw failed;
        }
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
