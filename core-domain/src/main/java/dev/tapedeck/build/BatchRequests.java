package dev.tapedeck.build;

import dev.tapedeck.build.BatchProvider.BatchContent;
import dev.tapedeck.build.BatchProvider.BatchRequest;
import dev.tapedeck.cassette.RequestKey;
import dev.tapedeck.pipeline.Layer;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The requests of batches, made part by part. */
final class BatchRequests {
    private final BuildPlace place;
    private final Composer composer;

    BatchRequests(BuildPlace place, Composer composer) {
        this.place = place;
        this.composer = composer;
    }

    BatchContent of(Batch batch) {
        Layer layer = place.layer(batch.layer());
        return new BatchContent() {
            @Override
            public Iterator<BatchRequest> requests() {
                return new Parts(layer, batch);
            }

            @Override
            public int count() {
                return batch.requests();
            }
        };
    }

    BatchRequest made(Layer layer, UnitRequest request) {
        WorkUnit unit = place.store().unit(place.id(), request.first()).orElseThrow();
        return new BatchRequest(
                request.key(), composer.compose(layer, place.provider(layer).completions(), unit));
    }

    /** By key. */
    private final class Parts implements Iterator<BatchRequest> {
        private final Layer layer;
        private final Batch batch;
        private List<UnitRequest> part = List.of();
        private int next;
        private Optional<RequestKey> after = Optional.empty();
        private boolean ended;

        Parts(Layer layer, Batch batch) {
            this.layer = layer;
            this.batch = batch;
        }

        @Override
        public boolean hasNext() {
            if (next == part.size() && !ended) {
                part = place.store()
                        .requests(
                                place.id(),
                                Optional.of(layer.name()),
                                UnitRequest.State.SUBMITTED,
                                Optional.of(batch.number()),
                                after,
                                Ingredients.PAGE);
                next = 0;
                ended = part.size() < Ingredients.PAGE;
                after = part.isEmpty() ? after : Optional.of(part.getLast().key());
            }
            return next < part.size();
        }

        @Override
        public BatchRequest next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return made(layer, part.get(next++));
        }
    }
}
