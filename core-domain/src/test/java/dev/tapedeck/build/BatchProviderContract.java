package dev.tapedeck.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tapedeck.build.BatchProvider.BatchContent;
import dev.tapedeck.build.BatchProvider.BatchRequest;
import dev.tapedeck.build.BatchProvider.Refused;
import dev.tapedeck.build.BatchProvider.Refused.Kind;
import dev.tapedeck.build.BatchProvider.Whereabouts;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link BatchProvider} promises, before a provider that can be told how to behave. */
public abstract class BatchProviderContract {
    private static final String INTENT = "build-7-batch-1";
    private static final int STEPS = 40;

    /** What becomes of the batches that are made at a provider. */
    public enum Behaviour {
        AS_IT_SHOULD,
        /** Their time is over when half of the requests are done. */
        EXPIRES,
        /** Some requests fail. */
        FAILS_SOME,
        /** More than two requests are too much. */
        TAKES_TWO,
        /** Results are in another order than requests. */
        REORDERS,
        /** A batch can't be found at once, and its results can't when it has just ended. */
        IS_LATE,
        /** A batch is made, and the answer to that is lost. */
        LOSES_THE_ANSWER,
        /** They are ended from elsewhere when half of the requests are done. */
        CANCELS,
        /** They aren't taken. */
        REJECTS
    }

    @TempDir
    @SuppressWarnings("NullAway.Init")
    protected Path folder;

    /** Before a provider of its own, where nothing has been so far. */
    protected abstract BatchProvider provider(Behaviour behaviour);

    /** One that isn't like any of another number. */
    protected abstract BatchRequest request(int number);

    /** What the provider answers to that request by itself. */
    protected abstract Bytes answer(BatchRequest request);

    protected abstract Instant now();

    /** Lets time pass at the provider. */
    protected abstract void pass(Duration time);

    /** How long a batch takes at it. */
    protected abstract Duration length();

    /** Whether there is a step before the one that costs. */
    protected abstract boolean uploads();

    private BatchContent content(int from, int to) {
        return new ListedContent(
                IntStream.range(from, to).mapToObj(this::request).toList());
    }

    /** A batch that was submitted. */
    private record Submitted(
            BatchProvider provider, BatchContent content, Optional<String> uploaded, RemoteBatch batch) {
        String id() {
            return batch.id();
        }
    }

    private Submitted submitted(Behaviour behaviour, int requests) throws Refused {
        return submitted(provider(behaviour), INTENT, content(0, requests));
    }

    private static Submitted submitted(BatchProvider provider, String intent, BatchContent content) throws Refused {
        Optional<String> uploaded = provider.upload(intent, content);
        return new Submitted(provider, content, uploaded, provider.submit(intent, content, uploaded));
    }

    /** The batch when it has ended, whichever way. */
    private RemoteBatch ended(Submitted submitted) throws Refused {
        RemoteBatch batch = submitted.batch();
        for (int step = 0; step < STEPS && !batch.state().ended(); step++) {
            pass(length().dividedBy(STEPS / 2));
            batch = submitted.provider().poll(submitted.id());
        }
        assertThat(batch.state().ended()).isTrue();
        return batch;
    }

    private static List<BatchResult> results(Submitted submitted) throws Refused {
        List<BatchResult> results = new ArrayList<>();
        submitted.provider().results(submitted.id(), results::add);
        return results;
    }

    private static Map<String, BatchResult> byId(List<BatchResult> results) {
        Map<String, BatchResult> all = new TreeMap<>();
        results.forEach(result -> assertThat(all.put(result.customId(), result)).isNull());
        return all;
    }

    private static Set<String> ids(BatchContent content) {
        Set<String> ids = new HashSet<>();
        content.requests().forEachRemaining(request -> ids.add(request.customId()));
        return ids;
    }

    @AfterEach
    void nothingIsLeftInTheFolder() throws IOException {
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aBatchComesToItsEndWithTheAnswerToEachRequest() throws Refused {
        Submitted submitted = submitted(Behaviour.AS_IT_SHOULD, 5);

        RemoteBatch batch = ended(submitted);

        assertThat(batch.state()).isEqualTo(BatchState.ENDED);
        assertThat(batch.done()).isEqualTo(5);
        assertThat(batch.all()).isEqualTo(5);
        Map<String, BatchResult> results = byId(results(submitted));
        assertThat(results.keySet()).isEqualTo(ids(submitted.content()));
        submitted
                .content()
                .requests()
                .forEachRemaining(request -> assertThat(results.get(request.customId()))
                        .isEqualTo(new BatchResult.Answered(request.customId(), 200, answer(request))));
    }

    @Test
    void aBatchGoesForwardOnly() throws Refused {
        Submitted submitted = submitted(Behaviour.AS_IT_SHOULD, 5);
        List<BatchState> states = new ArrayList<>(List.of(submitted.batch().state()));
        int done = 0;

        while (!states.getLast().ended()) {
            pass(length().dividedBy(10));
            RemoteBatch batch = submitted.provider().poll(submitted.id());
            states.add(batch.state());
            assertThat(batch.done()).isBetween(done, 5);
            done = batch.done();
        }

        assertThat(states).isSorted().doesNotContain(BatchState.CANCELLING, BatchState.UNKNOWN);
        assertThat(states.getFirst()).isIn(BatchState.QUEUED, BatchState.RUNNING);
    }

    @Test
    void aBatchHasAnIdAndItsTimes() throws Refused {
        RemoteBatch batch = submitted(Behaviour.AS_IT_SHOULD, 1).batch();

        assertThat(batch.id()).isNotBlank();
        assertThat(batch.createdAt())
                .hasValueSatisfying(made -> assertThat(made).isBetween(now().minusSeconds(1), now()));
        assertThat(batch.expiresAt()).hasValueSatisfying(end -> assertThat(end).isAfter(now()));
    }

    @Test
    void resultsThatComeInAnotherOrderAreTheSame() throws Refused {
        Submitted submitted = submitted(Behaviour.REORDERS, 5);
        ended(submitted);

        List<BatchResult> results = results(submitted);

        assertThat(byId(results).keySet()).isEqualTo(ids(submitted.content()));
    }

    @Test
    void requestsThatFailHaveTheProvidersOwnErrorsAndHarmNoOthers() throws Refused {
        Submitted submitted = submitted(Behaviour.FAILS_SOME, 8);
        ended(submitted);

        Map<String, BatchResult> results = byId(results(submitted));

        assertThat(results.keySet()).isEqualTo(ids(submitted.content()));
        List<Integer> statuses = results.values().stream()
                .map(result -> ((BatchResult.Answered) result).status())
                .toList();
        assertThat(statuses).contains(200).anyMatch(status -> status >= 400 && status < 500);
        assertThat(statuses).anyMatch(status -> status >= 500);
        assertThat(results.values())
                .filteredOn(result -> ((BatchResult.Answered) result).status() >= 400)
                .allMatch(
                        result -> ((BatchResult.Answered) result).body().text().contains("\"error\""));
    }

    @Test
    void aBatchOfWhichAllRequestsFailHasEndedToo() throws Refused {
        Submitted submitted = submitted(Behaviour.FAILS_SOME, 1);
        ended(submitted);

        List<BatchResult> results = results(submitted);

        assertThat(results)
                .singleElement()
                .isInstanceOfSatisfying(
                        BatchResult.Answered.class,
                        answered -> assertThat(answered.status()).isGreaterThanOrEqualTo(400));
    }

    @Test
    void whatWasDoneBeforeABatchExpiredIsThere() throws Refused {
        Submitted submitted = submitted(Behaviour.EXPIRES, 6);

        assertThat(ended(submitted).state()).isEqualTo(BatchState.ENDED);

        Map<String, BatchResult> results = byId(results(submitted));
        assertThat(results.keySet()).isEqualTo(ids(submitted.content()));
        assertThat(results.values()).hasAtLeastOneElementOfType(BatchResult.Answered.class);
        assertThat(results.values()).hasAtLeastOneElementOfType(BatchResult.Expired.class);
        assertThat(results.values()).hasOnlyElementsOfTypes(BatchResult.Answered.class, BatchResult.Expired.class);
    }

    @Test
    void whatWasDoneBeforeABatchWasCancelledIsThere() throws Refused {
        Submitted submitted = submitted(Behaviour.CANCELS, 6);

        assertThat(ended(submitted).state()).isEqualTo(BatchState.ENDED);

        assertPartial(submitted);
    }

    @Test
    void aBatchCanBeCancelledOnItsWay() throws Refused {
        Submitted submitted = submitted(Behaviour.AS_IT_SHOULD, 6);
        pass(length().dividedBy(2));

        RemoteBatch cancelling = submitted.provider().cancel(submitted.id());

        assertThat(cancelling.state()).isEqualTo(BatchState.CANCELLING);
        assertThat(ended(submitted).state()).isEqualTo(BatchState.ENDED);
        assertPartial(submitted);
    }

    /** What isn't done is cancelled or missing. */
    private static void assertPartial(Submitted submitted) throws Refused {
        Map<String, BatchResult> results = byId(results(submitted));
        assertThat(ids(submitted.content())).containsAll(results.keySet());
        List<BatchResult> done = results.values().stream()
                .filter(BatchResult.Answered.class::isInstance)
                .toList();
        assertThat(done).isNotEmpty().hasSizeLessThan(submitted.content().count());
        assertThat(results.values()).hasOnlyElementsOfTypes(BatchResult.Answered.class, BatchResult.Cancelled.class);
    }

    @Test
    void cancellingABatchThatHasEndedLeavesItAsItIs() throws Refused {
        Submitted submitted = submitted(Behaviour.AS_IT_SHOULD, 2);
        RemoteBatch ended = ended(submitted);

        RemoteBatch still = submitted.provider().cancel(submitted.id());

        assertThat(still.state()).isEqualTo(ended.state());
        assertThat(results(submitted)).hasSize(2);
    }

    @Test
    void aBatchThatIsTooMuchNowMayDoSmallerOrLater() throws Refused {
        BatchProvider provider = provider(Behaviour.TAKES_TWO);

        try {
            RemoteBatch ended = ended(submitted(provider, INTENT, content(0, 3)));
            assertThat(ended.state()).isEqualTo(BatchState.REJECTED);
            assertThat(ended.rejection()).hasValueSatisfying(why -> {
                assertThat(why.tooMuch()).isTrue();
                assertThat(why.message()).isNotBlank();
            });
        } catch (Refused refused) {
            assertThat(refused.kind()).isIn(Kind.TOO_MUCH, Kind.LATER);
        }

        assertThat(ended(submitted(provider, "smaller", content(0, 2))).state()).isEqualTo(BatchState.ENDED);
    }

    @Test
    void aBatchThatIsNeverTakenSaysWhy() {
        try {
            RemoteBatch ended = ended(submitted(Behaviour.REJECTS, 3));
            assertThat(ended.state()).isEqualTo(BatchState.REJECTED);
            assertThat(ended.rejection()).hasValueSatisfying(why -> {
                assertThat(why.tooMuch()).isFalse();
                assertThat(why.message()).contains("rejects");
            });
        } catch (Refused refused) {
            assertThat(refused.kind()).isEqualTo(Kind.NEVER);
            assertThat(refused).hasMessageContaining("rejects");
        }
    }

    @Test
    void whatCannotBeFoundYetIsToldApart() throws Refused {
        Submitted submitted = submitted(Behaviour.IS_LATE, 3);
        assertNotFound(() -> submitted.provider().poll(submitted.id()));

        pass(length().dividedBy(2));
        ended(submitted);
        List<BatchResult> early = new ArrayList<>();
        assertNotFound(() -> submitted.provider().results(submitted.id(), early::add));

        pass(length());
        assertThat(early).isEmpty();
        assertThat(results(submitted)).hasSize(3);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        BatchProvider provider = provider(Behaviour.AS_IT_SHOULD);

        assertNotFound(() -> provider.poll("nothing"));
        assertNotFound(() -> provider.cancel("nothing"));
        assertNotFound(() -> provider.results("nothing", result -> {}));
    }

    private interface Deed {
        void done() throws Refused;
    }

    private static void assertNotFound(Deed deed) {
        Refused refused = catchThrowableOfType(Refused.class, deed::done);
        assertThat(refused.kind()).isEqualTo(Kind.NOT_FOUND);
        assertThat(refused).hasMessageContaining("404");
    }

    @Test
    void aBatchWhoseAnswerWasLostIsFoundAtLastAndNotTakenForAnother() throws Refused {
        BatchProvider provider = provider(Behaviour.LOSES_THE_ANSWER);
        Instant since = now();
        Lost other = lost(provider, "another", content(10, 13));
        Lost mine = lost(provider, INTENT, content(0, 3));

        Whereabouts atOnce = provider.locate(INTENT, mine.content(), mine.uploaded(), since);
        pass(length());
        Whereabouts mineAtLast = provider.locate(INTENT, mine.content(), mine.uploaded(), since);
        Whereabouts othersAtLast = provider.locate("another", other.content(), other.uploaded(), since);

        assertThat(atOnce).isNotInstanceOf(Whereabouts.NotSubmitted.class);
        RemoteBatch found = ((Whereabouts.Found) mineAtLast).batch();
        assertThat(byId(results(new Submitted(provider, mine.content(), mine.uploaded(), found)))
                        .keySet())
                .isEqualTo(ids(mine.content()));
        assertThat(((Whereabouts.Found) othersAtLast).batch().id()).isNotEqualTo(found.id());
    }

    /** A batch that was submitted, and nobody heard of it. */
    private record Lost(BatchContent content, Optional<String> uploaded) {}

    private static Lost lost(BatchProvider provider, String intent, BatchContent content) throws Refused {
        Optional<String> uploaded = provider.upload(intent, content);
        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(() -> provider.submit(intent, content, uploaded))
                .satisfies(failed -> assertThat(failed.failure()).isInstanceOf(Failure.Upstream.class));
        return new Lost(content, uploaded);
    }

    @ParameterizedTest
    @EnumSource
    void whatWasNotSubmittedCanNotBeAfterSomebodyLookedForIt(Known known) throws Refused {
        BatchProvider provider = provider(Behaviour.AS_IT_SHOULD);
        submitted(provider, "another", content(10, 13));
        BatchContent content = content(0, 3);
        Optional<String> uploaded = provider.upload(INTENT, content);

        Whereabouts where =
                provider.locate(INTENT, content, known == Known.BY_ITS_ID ? uploaded : Optional.empty(), now());

        if (uploads()) {
            assertThat(where).isInstanceOf(Whereabouts.NotSubmitted.class);
            assertNeverWorkedOn(provider, content, uploaded);
        } else {
            assertThat(where).isInstanceOf(Whereabouts.Uncertain.class);
        }
    }

    /** What is known of an upload. */
    enum Known {
        BY_ITS_ID,
        BY_ITS_INTENT
    }

    private void assertNeverWorkedOn(BatchProvider provider, BatchContent content, Optional<String> uploaded) {
        try {
            RemoteBatch batch = provider.submit(INTENT, content, uploaded);
            assertThat(ended(new Submitted(provider, content, uploaded, batch)).state())
                    .isEqualTo(BatchState.REJECTED);
        } catch (Refused refused) {
            assertThat(refused.kind()).isIn(Kind.NOT_FOUND, Kind.NEVER);
        }
    }

    @Test
    void whereNothingWasEverSubmittedNothingIsACandidate() throws Refused {
        BatchProvider provider = provider(Behaviour.AS_IT_SHOULD);

        Whereabouts where = provider.locate(INTENT, content(0, 3), Optional.empty(), now());

        assertThat(where).isEqualTo(uploads() ? new Whereabouts.NotSubmitted() : new Whereabouts.Uncertain(List.of()));
    }

    @Test
    void batchesFromBeforeAreNoCandidates() throws Refused {
        Submitted before = submitted(Behaviour.AS_IT_SHOULD, 3);
        pass(Duration.ofHours(1));

        Whereabouts where = before.provider().locate("later", before.content(), Optional.empty(), now());

        assertThat(where).isEqualTo(uploads() ? new Whereabouts.NotSubmitted() : new Whereabouts.Uncertain(List.of()));
    }

    @Test
    void aBatchIsFoundAmongManyOthers() throws Refused {
        Submitted mine = submitted(Behaviour.AS_IT_SHOULD, 3);
        for (int other = 0; other < 120; other++) {
            submitted(mine.provider(), "other-" + other, content(10, 12));
        }
        pass(length());

        Whereabouts where = mine.provider().locate(INTENT, mine.content(), mine.uploaded(), now());

        assertThat(((Whereabouts.Found) where).batch().id()).isEqualTo(mine.id());
    }

    @Test
    void whatIsDiscardedIsGoneAndDiscardingItAgainIsNoFault() throws Refused {
        Submitted submitted = submitted(Behaviour.AS_IT_SHOULD, 3);
        ended(submitted);

        submitted.provider().discard(submitted.id(), submitted.uploaded());
        submitted.provider().discard(submitted.id(), submitted.uploaded());

        assertNotFound(() -> submitted.provider().results(submitted.id(), result -> {}));
    }

    @Test
    void whatOneBatchMayHoldIsKnown() {
        BatchProvider provider = provider(Behaviour.AS_IT_SHOULD);

        assertThat(provider.limits().requests()).isBetween(10_000, 1_000_000);
        assertThat(provider.limits().bytes()).isBetween(10_000_000L, 1_000_000_000L);
        assertThat(provider.size(request(1)))
                .isGreaterThan(request(1).request().body().length());
    }
}
