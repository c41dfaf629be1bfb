package dev.tapedeck.build;

import dev.tapedeck.build.BatchProvider.BatchContent;
import dev.tapedeck.build.BatchProvider.BatchLimits;
import dev.tapedeck.build.BatchProvider.Refused;
import dev.tapedeck.build.BatchProvider.Whereabouts;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.pipeline.Layer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Sends batches: what is meant to be sent is written down first, then it is sent, then what the provider says. Whatever
 * happens in between, the next one to look at it can tell whether it was sent, or knows that it can't.
 */
final class BatchSubmission {
    private final BuildPlace place;
    private final BatchRequests requests;
    private final Answers answers;
    private final Estimates estimates;
    private final PollTimes times;
    private final Supplier<String> intents;

    /** @param intents makes names that were never used, of letters, digits and dashes */
    BatchSubmission(
            BuildPlace place,
            BatchRequests requests,
            Answers answers,
            Estimates estimates,
            PollTimes times,
            Supplier<String> intents) {
        this.place = place;
        this.requests = requests;
        this.answers = answers;
        this.estimates = estimates;
        this.times = times;
        this.intents = intents;
    }

    /**
     * Gathers the next batch of a layer from its open requests, to be sent. Nothing, if none of them fits into one.
     *
     * @param before the layer's batches so far
     */
    Optional<Batch> gather(Layer layer, BatchProvider batches, List<Batch> before) {
        Batch batch = place.desk()
                .enter(number -> Batch.gathering(number, intents.get(), layer.name(), layer.provider(), layer.model()));
        int count = fill(layer, batches, batch, limits(batches.limits(), before));
        Batch gathered = count == 0
                ? batch.rejected(
                        false,
                        "None of its requests fits into a batch.",
                        place.desk().now())
                : batch.sending(count, place.desk().now());
        place.desk().write(new Change.OfBatch(gathered));
        return Optional.of(gathered).filter(sent -> count > 0);
    }

    /** Half of what was too much, and twice as many again after each that was taken. */
    private static BatchLimits limits(BatchLimits limits, List<Batch> before) {
        int most = limits.requests();
        for (Batch batch : before) {
            if (batch.tooMuch()) {
                most = Math.max(1, batch.requests() / 2);
            } else if (batch.state() == BatchState.ENDED) {
                most = (int) Math.min(limits.requests(), 2L * most);
            }
        }
        return new BatchLimits(most, limits.bytes());
    }

    /** Takes requests in until the batch is full. How many it took. */
    private int fill(Layer layer, BatchProvider batches, Batch batch, BatchLimits limits) {
        Room room = new Room(
                limits.requests(), limits.bytes(), place.provider(layer).batchTokens());
        int count = 0;
        Part part;
        do {
            part = new Part(layer, batches, batch, room);
            Parts.of(open(layer), Ingredients.CONTENTS).forEach(part::offer);
            part.keep();
            count += part.taken.size();
        } while (part.goesOn());
        return count;
    }

    /** What a batch can still take. */
    private static final class Room {
        private final Optional<Long> mostTokens;
        private int requests;
        private long bytes;
        private long tokens;

        Room(int requests, long bytes, Optional<Long> mostTokens) {
            this.requests = requests;
            this.bytes = bytes;
            this.mostTokens = mostTokens;
        }

        /** Whether there was room for that; if so, it is taken. What is too much for any batch goes alone. */
        boolean take(long size, LongSupplier count) {
            long counted = mostTokens.isPresent() ? count.getAsLong() : 0;
            boolean fits = requests > 0
                    && size <= bytes
                    && (tokens == 0 || tokens + counted <= mostTokens.orElse(Long.MAX_VALUE));
            if (fits) {
                requests--;
                bytes -= size;
                tokens += counted;
            }
            return fits;
        }
    }

    /** Some of a batch's requests, kept in one. */
    private final class Part {
        private final Layer layer;
        private final ModelProvider provider;
        private final BatchProvider batches;
        private final Batch batch;
        private final Room room;
        private final List<UnitRequest> taken = new ArrayList<>();
        private final List<UnitRequest> tooLarge = new ArrayList<>();
        private Money reserved = Money.ZERO;
        private boolean full;

        Part(Layer layer, BatchProvider batches, Batch batch, Room room) {
            this.layer = layer;
            this.provider = place.provider(layer);
            this.batches = batches;
            this.batch = batch;
            this.room = room;
        }

        void offer(List<UnitRequest> some) {
            if (!full) {
                List<BatchProvider.BatchRequest> made = requests.made(layer, some);
                IntStream.range(0, some.size()).forEach(at -> offer(some.get(at), made.get(at)));
            }
        }

        private void offer(UnitRequest request, BatchProvider.BatchRequest made) {
            if (full) {
                return;
            }
            long size = batches.size(made);
            if (size > batches.limits().bytes()) {
                tooLarge.add(request);
            } else if (room.take(size, () -> tokens(made))) {
                Money atMost = estimates.toSetAside(place.desk().build(), layer, provider, made.request(), true);
                reserved = reserved.plus(atMost);
                taken.add(request.submitted(batch.number(), atMost));
            } else {
                full = true;
            }
        }

        private long tokens(BatchProvider.BatchRequest made) {
            return estimates.input(layer, provider, made.request()).tokens();
        }

        void keep() {
            answers.fail(
                    tooLarge,
                    new UnitFailure(
                            "too_large", "The request is larger than a whole batch may be.", true, Optional.empty()));
            List<Change> changes = new ArrayList<>(
                    answers.moved(taken.stream().map(UnitRequest::key).toList(), UnitState.QUEUED));
            changes.add(new Change.OfRequests(taken));
            if (!place.desk().reserve(reserved, changes)) {
                throw new OverBudget("The next %d requests of '%s' could cost $%s."
                        .formatted(
                                taken.size(), layer.name(), reserved.dollars().toPlainString()));
            }
        }

        boolean goesOn() {
            return !full && !(taken.isEmpty() && tooLarge.isEmpty());
        }
    }

    private List<UnitRequest> open(Layer layer) {
        return place.store()
                .requests(
                        place.id(),
                        Optional.of(layer.name()),
                        UnitRequest.State.OPEN,
                        Optional.empty(),
                        Optional.empty(),
                        Ingredients.PAGE);
    }

    /** Sends a batch that was gathered, and never sent before. */
    void send(Batch batch, BatchProvider batches) {
        BatchContent content = requests.of(batch);
        this.<Optional<String>>asked(batch, () -> batches.upload(batch.intent(), content))
                .map(batch::uploaded)
                .ifPresent(uploaded -> {
                    place.desk().write(new Change.OfBatch(uploaded)); // refused, if another has taken over
                    asked(uploaded, () -> batches.submit(batch.intent(), content, uploaded.upload()))
                            .ifPresent(remote -> adopt(uploaded, remote));
                });
    }

    /** Something that is asked of the provider. */
    private interface Asking<T> {
        T ask() throws Refused;
    }

    /** What the provider says; if it doesn't, what that means for the batch is written down. */
    private <T> Optional<T> asked(Batch batch, Asking<T> asking) {
        try {
            return Optional.of(asking.ask());
        } catch (Refused refused) {
            refused(batch, refused);
        } catch (FailedCall failed) {
            unanswered(batch, failed);
        }
        return Optional.empty();
    }

    private void adopt(Batch batch, RemoteBatch remote) {
        Instant now = place.desk().now();
        Batch seen = batch.seen(remote, times.next(batch.sentAt().orElse(now), now, remote.pollAfter()), now);
        place.desk()
                .write(
                        new Change.OfBatch(seen),
                        new Change.Told(
                                BuildEvent.Kind.BATCH_SUBMITTED,
                                "Batch %d of '%s' with %d requests is at %s as %s."
                                        .formatted(
                                                seen.number(),
                                                seen.layer(),
                                                seen.requests(),
                                                seen.provider(),
                                                remote.id())));
        answers.move(seen, UnitState.SUBMITTED);
    }

    private void refused(Batch batch, Refused refused) {
        Change over = rejected(batch, refused.kind() == Refused.Kind.TOO_MUCH, refused.why());
        Change told = changed(batch, "was refused: " + refused.why());
        if (refused.kind() == Refused.Kind.NEVER) {
            UnitFailure why = new UnitFailure("batch_refused", refused.why(), true, Optional.empty());
            answers.failAll(batch, why, over, told);
        } else {
            answers.reopenAll(batch, over, told);
        }
    }

    private void unanswered(Batch batch, FailedCall failed) {
        switch (Trouble.of(failed)) {
            case Trouble.Passing passing
            when passing.unsent() ->
                answers.reopenAll(
                        batch,
                        rejected(batch, false, passing.message()),
                        changed(batch, "could not be sent: " + passing.message()));
            case Trouble.Passing passing ->
                place.desk()
                        .write(
                                new Change.OfBatch(batch.lookedFor(
                                        times.afterTrouble(place.desk().now(), passing.retryAfter()),
                                        passing.message())),
                                changed(batch, "may have been sent or not: " + passing.message()));
            case Trouble.Lasting(UnitFailure failure) ->
                answers.failAll(batch, failure, rejected(batch, false, failure.message()));
        }
    }

    /** Finds out what became of a batch that may have been sent. */
    void locate(Batch batch, BatchProvider batches) {
        Instant sent = batch.sentAt().orElse(place.desk().now());
        Whereabouts whereabouts;
        try {
            whereabouts = batches.locate(batch.intent(), requests.of(batch), batch.upload(), sent);
        } catch (Refused refused) {
            later(batch, refused.why());
            return;
        } catch (FailedCall failed) {
            later(batch, failed.failure().message());
            return;
        }
        switch (whereabouts) {
            case Whereabouts.Found(RemoteBatch remote)
            when remote.state() == BatchState.REJECTED -> // its file is gone
                answers.reopenAll(batch, rejected(batch, false, "It was submitted too late."));
            case Whereabouts.Found(RemoteBatch remote) -> adopt(batch, remote);
            case Whereabouts.NotSubmitted none ->
                answers.reopenAll(batch, rejected(batch, false, "It was never submitted."));
            case Whereabouts.Uncertain(List<RemoteBatch> candidates) -> ask(batch, unknown(candidates));
        }
    }

    /** Those that are none of the build's other batches. */
    private List<String> unknown(List<RemoteBatch> candidates) {
        Set<String> known = place.store().batches(place.id()).stream()
                .flatMap(batch -> batch.remoteId().stream())
                .collect(Collectors.toSet());
        return candidates.stream()
                .map(RemoteBatch::id)
                .filter(id -> !known.contains(id))
                .toList();
    }

    private Change rejected(Batch batch, boolean tooMuch, String why) {
        return new Change.OfBatch(batch.rejected(tooMuch, why, place.desk().now()));
    }

    private void ask(Batch batch, List<String> candidates) {
        String why = candidates.isEmpty()
                ? "It may have been submitted, and %s can't tell which batch it is.".formatted(batch.provider())
                : "It may have been submitted: as one of %s, or not at all.".formatted(String.join(", ", candidates));
        place.desk()
                .write(
                        new Change.OfBatch(batch.uncertain(candidates, why)),
                        new Change.Told(
                                BuildEvent.Kind.BATCH_UNCERTAIN,
                                "Batch %d of '%s' is uncertain. %s Decide by POST /api/v1/builds/%s/batches/%d."
                                        .formatted(batch.number(), batch.layer(), why, place.id(), batch.number())));
    }

    private void later(Batch batch, String why) {
        Instant next = times.afterTrouble(place.desk().now(), Optional.empty());
        place.desk()
                .write(
                        new Change.OfBatch(batch.lookedFor(next, why)),
                        new Change.Told(
                                BuildEvent.Kind.POLL_FAILED,
                                "Batch %d of '%s' could not be looked for: %s"
                                        .formatted(batch.number(), batch.layer(), why)));
    }

    private static Change changed(Batch batch, String what) {
        return new Change.Told(
                BuildEvent.Kind.BATCH_CHANGED, "Batch %d of '%s' %s".formatted(batch.number(), batch.layer(), what));
    }
}
