package dev.tapedeck.build;

import dev.tapedeck.build.BatchProvider.Refused;
import dev.tapedeck.cassette.RequestKey;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.pipeline.Layer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Looks at batches that were submitted, and takes over what they bring. What was taken over once is not taken over again,
 * however often a batch is fetched.
 */
final class BatchCollection {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
    private static final int PART = 200;
    /** For so long a batch may be unknown right after it was made or has ended. */
    private static final Duration LATE = Duration.ofHours(1);

    private final BuildPlace place;
    private final BatchRequests requests;
    private final Answers answers;
    private final PollTimes times;

    BatchCollection(BuildPlace place, BatchRequests requests, Answers answers, PollTimes times) {
        this.place = place;
        this.requests = requests;
        this.answers = answers;
        this.times = times;
    }

    /** Looks at a batch whose time has come, and fetches what it brings if it has ended. */
    void look(Batch batch, BatchProvider batches) {
        try {
            Batch seen = batch.state() == BatchState.ENDED ? batch : polled(batch, batches);
            switch (seen.state()) {
                case ENDED -> collect(seen, batches);
                case REJECTED -> rejected(seen);
                case SUBMITTING, QUEUED, RUNNING, CANCELLING, UNCERTAIN, UNKNOWN -> giveUpIfTired(seen);
            }
        } catch (Refused refused) {
            notSeen(batch, refused.why(), refused.kind() == Refused.Kind.NEVER);
        } catch (FailedCall failed) {
            notSeen(batch, failed.failure().message(), false);
        }
    }

    /** Asks the provider to end it early. */
    Progress cancelled(Batch batch, BatchProvider batches) {
        try {
            RemoteBatch remote = batches.cancel(batch.remoteId().orElseThrow());
            Instant now = place.desk().now();
            Batch seen = batch.seen(remote, times.next(now, now, remote.pollAfter()), now)
                    .cancelling();
            place.desk().write(new Change.OfBatch(seen), told(seen, "is being cancelled."));
        } catch (Refused refused) { // it has ended by itself, or will be looked at again
            look(batch, batches);
        } catch (FailedCall failed) {
            notSeen(batch, failed.failure().message(), false);
            return Progress.until(times.afterTrouble(place.desk().now(), Optional.empty()));
        }
        return Progress.WENT;
    }

    private Batch polled(Batch batch, BatchProvider batches) throws Refused {
        RemoteBatch remote = batches.poll(batch.remoteId().orElseThrow());
        Instant now = place.desk().now();
        Batch seen = batch.seen(remote, times.next(batch.sentAt().orElse(now), now, remote.pollAfter()), now);
        List<Change> changes = new ArrayList<>(List.of(new Change.OfBatch(seen)));
        if (seen.state() != batch.state()) {
            changes.add(told(
                    seen,
                    "is %s: %d of %d done."
                            .formatted(seen.state().name().toLowerCase(Locale.ROOT), remote.done(), remote.all())));
        }
        place.desk().write(changes);
        return seen;
    }

    private void rejected(Batch batch) {
        String why = batch.message().orElse("The provider gives no reason.");
        Change over = new Change.OfBatch(batch.rejected(batch.tooMuch(), why));
        if (batch.tooMuch()) {
            answers.reopenAll(batch, over);
        } else {
            answers.failAll(batch, new UnitFailure("batch_rejected", why, true, Optional.empty()), over);
        }
    }

    private void giveUpIfTired(Batch batch) {
        if (place.tired()) {
            lose(batch, "It took longer than the build waits.");
        }
    }

    private void lose(Batch batch, String why) {
        answers.failAll(
                batch,
                new UnitFailure("batch_lost", why, false, Optional.empty()),
                new Change.OfBatch(batch.lost(why)),
                told(batch, "was given up. " + why));
    }

    private void notSeen(Batch batch, String why, boolean never) {
        Instant now = place.desk().now();
        boolean late = Duration.between(batch.sentAt().orElse(now), now).compareTo(LATE) > 0;
        if (never && late || place.tired()) {
            lose(batch, why);
            return;
        }
        place.desk()
                .write(
                        new Change.OfBatch(batch.lookedFor(times.afterTrouble(now, Optional.empty()), why)),
                        new Change.Told(
                                BuildEvent.Kind.POLL_FAILED,
                                "Batch %d of '%s' could not be looked at: %s"
                                        .formatted(batch.number(), batch.layer(), why)));
    }

    private void collect(Batch batch, BatchProvider batches) throws Refused {
        Taking taking = new Taking(batch);
        batches.results(batch.remoteId().orElseThrow(), taking::add);
        taking.flush();
        answers.again(batch, "missing", "The batch ended without a result for it.");
        place.desk().write(new Change.OfBatch(batch.taken()), told(batch, taking.summary()));
        discard(batch, batches);
    }

    /** What lies at the provider costs nothing but order: if it can't be deleted, that is told and left. */
    private void discard(Batch batch, BatchProvider batches) {
        try {
            batches.discard(batch.remoteId().orElseThrow(), batch.upload());
        } catch (Refused refused) {
            place.desk().write(told(batch, "left files at the provider: " + refused.why()));
        } catch (FailedCall failed) {
            place.desk()
                    .write(told(
                            batch,
                            "left files at the provider: " + failed.failure().message()));
        }
    }

    private static Change told(Batch batch, String what) {
        return new Change.Told(
                BuildEvent.Kind.BATCH_CHANGED, "Batch %d of '%s' %s".formatted(batch.number(), batch.layer(), what));
    }

    /** The results of one batch, taken over part by part. */
    private final class Taking {
        private final Batch batch;
        private final Layer layer;
        private final Map<RequestKey, BatchResult> part = new LinkedHashMap<>();
        private int taken;
        private int foreign;

        Taking(Batch batch) {
            this.batch = batch;
            this.layer = place.layer(batch.layer());
        }

        void add(BatchResult result) {
            if (!HEX.matcher(result.customId()).matches()
                    || part.putIfAbsent(RequestKey.ofHex(result.customId()), result) != null) {
                foreign++;
            } else if (part.size() == PART) {
                flush();
            }
        }

        /** What is no request of this batch, or was taken over before, is left aside. */
        void flush() {
            Map<RequestKey, UnitRequest> waiting = place.store().requests(place.id(), part.keySet());
            List<UnitRequest> answered = new ArrayList<>();
            part.forEach((key, result) -> {
                UnitRequest request = waiting.get(key);
                if (request == null || !request.batch().equals(Optional.of(batch.number()))) {
                    foreign++;
                } else if (request.state() == UnitRequest.State.SUBMITTED) {
                    take(request, result, answered);
                }
            });
            List<Arrival> arrivals = arrivals(answered);
            answers.take(arrivals);
            taken += arrivals.size();
            part.clear();
        }

        private void take(UnitRequest request, BatchResult result, List<UnitRequest> answered) {
            switch (result) {
                case BatchResult.Answered answer -> answered.add(request);
                case BatchResult.Expired expired ->
                    answers.again(request, "expired", "The batch expired before it was worked on.");
                case BatchResult.Cancelled cancelled ->
                    answers.again(request, "cancelled", "The batch was cancelled before it was worked on.");
                case BatchResult.Broken broken -> answers.broken(request, broken);
            }
        }

        private List<Arrival> arrivals(List<UnitRequest> answered) {
            List<Arrival> arrivals = new ArrayList<>();
            for (List<UnitRequest> some : Parts.of(answered, Ingredients.CONTENTS)) {
                List<BatchProvider.BatchRequest> made = requests.made(layer, some);
                for (int at = 0; at < some.size(); at++) {
                    if (part.get(some.get(at).key()) instanceof BatchResult.Answered answer) {
                        CallPath.Answered passed =
                                place.path().paid(made.get(at).request(), answer.status(), answer.body());
                        arrivals.add(Arrival.of(some.get(at), passed, true));
                    }
                }
            }
            return arrivals;
        }

        String summary() {
            return "has ended, and brought %d answers.%s"
                    .formatted(
                            taken,
                            foreign == 0
                                    ? ""
                                    : " %d results were of no request of it, or there twice.".formatted(foreign));
        }
    }
}
