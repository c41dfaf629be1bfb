package dev.tapedeck.build;

import dev.tapedeck.pipeline.Layer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings the batches of one layer forward: looks at those under way, and sends the next one. */
final class BatchLine {
    private final BuildPlace place;
    private final BatchSubmission submission;
    private final BatchCollection collection;
    private final Answers answers;
    private final PollTimes times;

    BatchLine(
            BuildPlace place,
            BatchSubmission submission,
            BatchCollection collection,
            Answers answers,
            PollTimes times) {
        this.place = place;
        this.submission = submission;
        this.collection = collection;
        this.answers = answers;
        this.times = times;
    }

    Progress work(Layer layer) {
        BatchProvider batches = provider(layer);
        List<Progress> all = new ArrayList<>();
        for (Batch batch : of(layer)) {
            if (!batch.over()) {
                all.add(followed(batch, batches));
            }
        }
        if (all.stream().noneMatch(Progress.Went.class::isInstance) && !place.stopping()) {
            all.add(next(layer, batches));
        }
        return Progress.of(all);
    }

    /** Looks at those under way, and ends them early. */
    Progress end(Layer layer) {
        BatchProvider batches = provider(layer);
        List<Progress> all = new ArrayList<>();
        for (Batch batch : of(layer)) {
            if (!batch.over() && batch.state() != BatchState.UNCERTAIN) {
                all.add(canBeCancelled(batch) ? collection.cancelled(batch, batches) : followed(batch, batches));
            }
        }
        return all.isEmpty() ? new Progress.Waits(Optional.empty()) : Progress.of(all);
    }

    private static boolean canBeCancelled(Batch batch) {
        return switch (batch.state()) {
            case QUEUED, RUNNING, UNKNOWN -> true;
            case SUBMITTING, CANCELLING, ENDED, REJECTED, UNCERTAIN -> false;
        };
    }

    private BatchProvider provider(Layer layer) {
        return place.provider(layer)
                .batches()
                .orElseThrow(
                        () -> new IllegalStateException("'%s' has no batch API any more.".formatted(layer.provider())));
    }

    /** Whether one of the layer's batches is under way. */
    boolean underWay(Layer layer) {
        return of(layer).stream().anyMatch(batch -> !batch.over() && batch.state() != BatchState.UNCERTAIN);
    }

    /** Whether one of the layer's batches may still bring something, be it that people decide about it first. */
    boolean isUnfinished(Layer layer) {
        return of(layer).stream().anyMatch(batch -> !batch.over());
    }

    private List<Batch> of(Layer layer) {
        return place.store().batches(place.id()).stream()
                .filter(batch -> batch.layer().equals(layer.name()))
                .toList();
    }

    private Progress followed(Batch batch, BatchProvider batches) {
        Optional<Instant> due = batch.pollAt().filter(place.desk().now()::isBefore);
        if (batch.state() == BatchState.UNCERTAIN) {
            return new Progress.Waits(Optional.empty());
        }
        if (due.isPresent()) {
            return Progress.until(due.get());
        }
        if (batch.state() != BatchState.SUBMITTING) {
            collection.look(batch, batches);
        } else if (batch.sentAt().isPresent()) {
            submission.locate(batch, batches);
        } else { // it was still being gathered when the work broke off
            answers.reopenAll(
                    batch,
                    new Change.OfBatch(batch.rejected(
                            false, "It was never sent.", place.desk().now())));
        }
        return Progress.WENT;
    }

    private Progress next(Layer layer, BatchProvider batches) {
        List<Batch> before = of(layer);
        boolean undecided = before.stream().anyMatch(batch -> !batch.over() && batch.state() == BatchState.SUBMITTING);
        boolean oneAtATime = place.provider(layer).batchTokens().isPresent();
        boolean full = oneAtATime && before.stream().anyMatch(batch -> !batch.over());
        if (undecided || full || !place.hasOpen(layer)) {
            return new Progress.Waits(Optional.empty());
        }
        Optional<Instant> pause = pauseAfter(before);
        if (pause.isPresent()) {
            return Progress.until(pause.get());
        }
        if (place.tired()) {
            answers.failOpen(
                    layer,
                    new UnitFailure(
                            "gave_up",
                            "No batch could be sent for as long as the build waits.",
                            false,
                            Optional.empty()));
            return Progress.WENT;
        }
        submission.gather(layer, batches, before).ifPresent(batch -> submission.send(batch, batches));
        return Progress.WENT;
    }

    /** After batches that the provider didn't take a while goes by, longer after each. */
    private Optional<Instant> pauseAfter(List<Batch> batches) {
        List<Batch> rejected = batches.reversed().stream()
                .filter(batch -> batch.sentAt().isPresent())
                .takeWhile(batch -> batch.state() == BatchState.REJECTED)
                .toList();
        return rejected.stream()
                .findFirst()
                .flatMap(Batch::endedAt)
                .map(last -> times.afterRejections(last, rejected.size()))
                .filter(place.desk().now()::isBefore);
    }
}
