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
    /** Why a unit failed whose batch was given up: before it is sent again the batch is looked for once more. */
    static final String LOST = "batch_lost";

    /** For so long a batch may be unknown after it was made or last seen. */
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
                case REJECTED -> rejected(seen, batches);
                case SUBMITTING, QUEUED, RUNNING, CANCELLING, UNCERTAIN, UNKNOWN -> giveUpIfTired(seen, batches);
            }
        } catch (Refused refused) {
            if (refused.kind() == Refused.Kind.NOT_FOUND && isLate(batch)) {
                gone(batch, refused.why());
            } else {
                notSeen(batch, batches, refused.why());
            }
        } catch (FailedCall failed) {
            notSeen(batch, batches, failed.failure().message());
        }
    }

    /** Asks the provider to end it early. */
    Progress cancelled(Batch batch, BatchProvider batches) {
        Instant now = place.desk().now();
        try {
            RemoteBatch remote = batches.cancel(batch.remoteId().orElseThrow());
            Batch seen = batch.seen(remote, times.next(now, now, remote.pollAfter()), now)
                    .cancelling();
            place.desk().write(new Change.OfBatch(seen), told(seen, "is being cancelled."));
            return Progress.WENT;
        } catch (Refused refused) {
            return notCancelled(batch, refused.why());
        } catch (FailedCall failed) {
            return notCancelled(batch, failed.failure().message());
        }
    }

    /** It may have ended by itself: it is looked at after a while, and if it hasn't, cancelled again. */
    private Progress notCancelled(Batch batch, String why) {
        Instant next = times.afterTrouble(place.desk().now(), Optional.empty());
        place.desk()
                .write(
                        new Change.OfBatch(batch.cancelling().lookedFor(next, why)),
                        told(batch, "could not be cancelled: " + why));
        return Progress.until(next);
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

    private void rejected(Batch batch, BatchProvider batches) {
        discard(batch, batches);
        String why = batch.message().orElse("The provider gives no reason.");
        Change over = new Change.OfBatch(
                batch.rejected(batch.tooMuch(), why, place.desk().now()));
        if (batch.tooMuch()) {
            answers.reopenAll(batch, over);
        } else {
            answers.failAll(batch, new UnitFailure("batch_rejected", why, true, Optional.empty()), over);
        }
    }

    private void giveUpIfTired(Batch batch, BatchProvider batches) {
        if (place.tired(batch)) {
            lose(batch, batches, "It took longer than the build waits.");
        }
    }

    /** It is cancelled if it can be, and looked for once more before any of it is sent again. */
    private void lose(Batch batch, BatchProvider batches, String why) {
        String end =
                cancelledAtLast(batch, batches) ? "It was cancelled." : "It may still be worked on at the provider.";
        answers.failAll(
                batch,
                new UnitFailure(LOST, why, false, Optional.empty()),
                new Change.OfBatch(batch.lost(why, place.desk().now())),
                told(batch, "was given up. %s %s".formatted(why, end)));
    }

    private static boolean cancelledAtLast(Batch batch, BatchProvider batches) {
        try {
            batches.cancel(batch.remoteId().orElseThrow());
            return true;
        } catch (Refused | FailedCall notNow) {
            return false; // that is told
        }
    }

    private boolean isLate(Batch batch) {
        Instant now = place.desk().now();
        Instant last = batch.seenAt().or(batch::sentAt).orElse(now);
        return Duration.between(last, now).compareTo(LATE) > 0;
    }

    /** The provider has forgotten it, and whatever it brought. */
    private void gone(Batch batch, String why) {
        answers.again(batch, "missing", why);
        place.desk()
                .write(
                        new Change.OfBatch(
                                batch.rejected(false, why, place.desk().now())),
                        told(batch, "is unknown to the provider by now: " + why));
    }

    private void notSeen(Batch batch, BatchProvider batches, String why) {
        if (place.tired(batch)) {
            lose(batch, batches, why);
            return;
        }
        Instant now = place.desk().now();
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
        if (answers.awaits(batch)) {
            batches.results(batch.remoteId().orElseThrow(), taking::add);
            taking.end();
        }
        discard(batch, batches);
        place.desk().write(new Change.OfBatch(batch.taken()), told(batch, taking.summary()));
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
        private final List<UnitRequest> expired = new ArrayList<>();
        private final List<UnitRequest> cancelled = new ArrayList<>();
        private Optional<UnitFailure> unreadable = Optional.empty();
        private int taken;
        private int foreign;

        Taking(Batch batch) {
            this.batch = batch;
            this.layer = place.layer(batch.layer());
        }

        void add(BatchResult result) {
            if (result instanceof BatchResult.Broken broken && broken.customId().isEmpty()) {
                unreadable = unreadable.or(() -> Optional.of(new UnitFailure(
                        "unreadable",
                        "The batch has lines that can't be read, and no other for it: " + broken.message(),
                        false,
                        Optional.of(answers.kept(broken.line())))));
            } else if (!HEX.matcher(result.customId()).matches()
                    || part.putIfAbsent(RequestKey.ofHex(result.customId()), result) != null) {
                foreign++;
            } else if (part.size() == PART) {
                flush();
            }
        }

        /** What there is nothing for is sent again; but not what a line may be for that can't be read. */
        void end() {
            flush();
            unreadable.ifPresent(why -> answers.failAll(batch, why));
            answers.again(batch, "missing", "The batch ended without a result for it.");
        }

        /** What is no request of this batch, or was taken over before, is left aside. */
        private void flush() {
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
            answers.again(expired, "expired", "The batch expired before it was worked on.");
            answers.again(cancelled, "cancelled", "The batch was cancelled before it was worked on.");
            taken += arrivals.size();
            part.clear();
            expired.clear();
            cancelled.clear();
        }

        private void take(UnitRequest request, BatchResult result, List<UnitRequest> answered) {
            switch (result) {
                case BatchResult.Answered answer -> answered.add(request);
                case BatchResult.Expired none -> expired.add(request);
                case BatchResult.Cancelled none -> cancelled.add(request);
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
