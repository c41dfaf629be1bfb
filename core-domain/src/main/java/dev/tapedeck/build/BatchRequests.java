package dev.tapedeck.build;

import dev.tapedeck.build.BatchProvider.BatchContent;
import dev.tapedeck.build.BatchProvider.BatchRequest;
import dev.tapedeck.cassette.RequestKey;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.pipeline.Layer;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.IntStream;

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
                return new InTurn(layer, batch);
            }

            @Override
            public int count() {
                return batch.requests();
            }
        };
    }

    /** These, in their order. They are all in memory: no more than a part at a time is to be asked for. */
    List<BatchRequest> made(Layer layer, List<UnitRequest> some) {
        Map<UnitRef, WorkUnit> units = place.store()
                .units(place.id(), some.stream().map(UnitRequest::first).toList());
        List<ProviderRequest> composed = composer.compose(
                layer,
                place.provider(layer).completions(),
                some.stream()
                        .map(request ->
                                Optional.ofNullable(units.get(request.first())).orElseThrow())
                        .toList());
        return IntStream.range(0, some.size())
                .mapToObj(at -> new BatchRequest(some.get(at).key(), composed.get(at)))
                .toList();
    }

    /** By key. */
    private final class InTurn implements Iterator<BatchRequest> {
        private final Layer layer;
        private final Batch batch;
        private Iterator<List<UnitRequest>> parts = Collections.emptyIterator();
        private Iterator<BatchRequest> part = Collections.emptyIterator();
        private Optional<RequestKey> after = Optional.empty();
        private boolean ended;

        InTurn(Layer layer, Batch batch) {
            this.layer = layer;
            this.batch = batch;
        }

        @Override
        public boolean hasNext() {
            while (!part.hasNext() && (parts.hasNext() || !ended)) {
                if (!parts.hasNext()) {
                    turnPage();
                }
                part = parts.hasNext() ? made(layer, parts.next()).iterator() : part;
            }
            return part.hasNext();
        }

        private void turnPage() {
            List<UnitRequest> page = place.store()
                    .requests(
                            place.id(),
                            Optional.of(layer.name()),
                            UnitRequest.State.SUBMITTED,
                            Optional.of(batch.number()),
                            after,
                            Ingredients.PAGE);
            parts = Parts.of(page, Ingredients.CONTENTS).iterator();
            ended = page.size() < Ingredients.PAGE;
            after = page.isEmpty() ? after : Optional.of(page.getLast().key());
        }

        @Override
        public BatchRequest next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return part.next();
        }
    }
}
