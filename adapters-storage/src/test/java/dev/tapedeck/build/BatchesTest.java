package dev.tapedeck.build;

import static dev.tapedeck.build.Workbench.LIVE;
import static dev.tapedeck.build.Workbench.NAME;
import static dev.tapedeck.build.Workbench.all;
import static dev.tapedeck.build.Workbench.documents;
import static dev.tapedeck.build.Workbench.each;
import static dev.tapedeck.build.Workbench.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.pipeline.OnFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What builds do with batch APIs. */
class BatchesTest {
    private final Workbench bench = new Workbench();

    private static boolean asks(BatchProvider.BatchRequest request, String prompt) {
        return PlainCompletions.promptOf(request.request()).equals(prompt);
    }

    private static Optional<BatchResult> answer(BatchProvider.BatchRequest request, int status, String body) {
        return Optional.of(new BatchResult.Answered(request.key().hex(), status, Bytes.utf8(body)));
    }

    @Test
    void severalNewRequestsGoInOneBatchAndASingleOneBySelf() throws InterruptedException {
        bench.pipeline(documents("a", "b"), each("style", "docs", "openai"), all("sum", "openai", "style"));

        Build build = bench.built(LIVE);

        assertThat(build.state()).isEqualTo(BuildState.COMPLETED);
        assertThat(bench.contents(build.id(), "sum")).containsExactly("re sum re style a+re style b");
        assertThat(bench.batches.submitted()).isEqualTo(1);
        assertThat(bench.batches.payments()).containsExactly(1, 1);
        assertThat(bench.calls.prompts()).containsExactly("sum re style a+re style b");
        assertThat(bench.batches.calls()).containsExactly("upload", "submit", "results", "discard");
    }

    @Test
    void batchesAreCutWhereTheProviderWantsThem() throws InterruptedException {
        bench.batches.holding(2);
        bench.pipeline(documents("a", "b", "c", "d", "e"), each("style", "docs", "openai"));

        Build build = bench.built(LIVE);

        assertThat(build.state()).isEqualTo(BuildState.COMPLETED);
        assertThat(bench.store.batches(build.id())).extracting(Batch::requests).containsExactly(2, 2, 1);
    }

    @Test
    void withoutBatchesTheSamePipelineRunsOneByOne() throws InterruptedException {
        bench.pipeline(documents("a", "b"), each("style", "docs", "openai"));

        Build build = bench.built(
                new BuildOptions(Optional.empty(), LIVE.mode(), false, true, Optional.empty(), Optional.empty()));

        assertThat(build.state()).isEqualTo(BuildState.COMPLETED);
        assertThat(bench.batches.submitted()).isZero();
    }

    @Test
    void pollsBecomeRarerAndABuildWaitsInBetween() throws InterruptedException {
        bench.batches.running();
        bench.pipeline(documents("a", "b"), each("style", "docs", "openai"));
        Builds builds = bench.node("node");
        BuildId id = builds.start(NAME, LIVE).id();

        builds.work(id);
        assertThat(builds.fetch(id).state()).isEqualTo(BuildState.WAITING);
        Duration first = Duration.between(bench.now(), builds.fetch(id).dueAt().orElseThrow());
        bench.time.advance(Duration.ofMinutes(30));
        builds.work(id);
        Duration later = Duration.between(bench.now(), builds.fetch(id).dueAt().orElseThrow());
        bench.batches.end();
        Build build = bench.worked(builds, id);

        assertThat(first).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(11));
        assertThat(later).isBetween(Duration.ofSeconds(54), Duration.ofSeconds(66));
        assertThat(build.state()).isEqualTo(BuildState.COMPLETED);
        assertThat(bench.store.waits(new ProviderName("openai"), "model", 5)).hasSize(1);
    }

    @Test
    void aNetworkErrorWhilePollingFailsNothing() throws InterruptedException {
        bench.batches.running();
        bench.pipeline(documents("a", "b"), each("style", "docs", "openai"));
        Builds builds = bench.node("node");
        BuildId id = builds.start(NAME, LIVE).id();
        builds.work(id);

        bench.batches.failBefore(FailedCall.live(new Failure.Unreachable("Nobody is there.")));
        bench.time.advance(Duration.ofMinutes(1));
        builds.work(id);

        assertThat(bench.store.events(id, 0, 100))
                .anySatisfy(event -> assertThat(event.kind()).isEqualTo(BuildEvent.Kind.POLL_FAILED));
        bench.batches.end();
        assertThat(bench.worked(builds, id).state()).isEqualTo(BuildState.COMPLETED);
    }

    @Test
    void whatExpiredOrIsMissingIsSentAgainInANewBatch() throws InterruptedException {
        AtomicInteger round = new AtomicInteger();
        bench.batches.answering(request -> {
            if (asks(request, "style a") && round.getAndIncrement() == 0) {
                return Optional.of(new BatchResult.Expired(request.key().hex()));
            }
            return asks(request, "style b") && round.get() < 2 ? Optional.empty() : LedgerBatches.echoed(request);
        });
        bench.pipeline(documents("a", "b", "c"), each("style", "docs", "openai"));

        Build build = bench.built(LIVE);

        assertThat(build.state()).isEqualTo(BuildState.COMPLETED);
        assertThat(bench.contents(build.id(), "style")).containsExactly("re style a", "re style b", "re style c");
        assertThat(bench.batches.submitted()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void whatExpiresEachTimeIsGivenUpAfterTheMostAttempts() throws InterruptedException {
        bench.batches.answering(request -> asks(request, "style a")
                ? Optional.of(new BatchResult.Expired(request.key().hex()))
                : LedgerBatches.echoed(request));
        bench.pipeline(documents("a", "b"), with(each("style", "docs", "openai"), new OnFailure.Continue()));

        Build build = bench.built(LIVE);

        assertThat(bench.units(build.id(), "style"))
                .extracting(WorkUnit::state)
                .containsExactly(UnitState.EXPIRED, UnitState.SUCCEEDED);
        assertThat(bench.batches.payments()).containsExactlyInAnyOrder(3, 1);
        assertThat(build.state()).isEqualTo(BuildState.COMPLETED_WITH_ERRORS);
    }

    @Test
    void errorsRefusalsAndBrokenLinesFailTheirUnitAndNoOther() throws InterruptedException {
        bench.batches.answering(request -> {
            if (asks(request, "style error")) {
                return answer(request, 400, "{\"error\":{}}");
            }
            if (asks(request, "style refused")) {
                return answer(request, 200, "refusal:no");
            }
            return asks(request, "style broken")
                    ? Optional.of(new BatchResult.Broken(
                            request.key().hex(), "It is no JSON.", Bytes.utf8("{\"custom_id\":…")))
                    : LedgerBatches.echoed(request);
        });
        bench.pipeline(
                documents("error", "refused", "broken", "fine"),
                with(each("style", "docs", "openai"), new OnFailure.Continue()));

        Build build = bench.built(LIVE);

        assertThat(bench.codes(build.id(), "style")).containsExactly("error_400", "refused", "unreadable", "good");
        List<WorkUnit> units = bench.units(build.id(), "style");
        assertThat(body(units.get(0))).isEqualTo("{\"error\":{}}");
        assertThat(body(units.get(2))).isEqualTo("{\"custom_id\":…");
    }

    private String body(WorkUnit unit) {
        ArtifactId body = unit.failure().flatMap(UnitFailure::body).orElseThrow();
        return bench.artifacts.find(body).orElseThrow().text();
    }

    @Test
    void aLineThatMayBeBetterNextTimeIsSentAgain() throws InterruptedException {
        AtomicInteger round = new AtomicInteger();
        bench.batches.answering(request -> asks(request, "style a") && round.getAndIncrement() < 2
                ? answer(request, 500, "{}")
                : LedgerBatches.echoed(request));
        bench.pipeline(documents("a", "b"), each("style", "docs", "openai"));

        Build build = bench.built(LIVE);

        assertThat(build.state()).isEqualTo(BuildState.COMPLETED);
        assertThat(bench.batches.payments()).containsExactlyInAnyOrder(3, 1);
    }

    @Test
    void duplicatesAndForeignIdsAreLeftAside() throws InterruptedException {
        bench.batches.answering(request -> asks(request, "style a")
                ? answer(request, 200, "re first")
                : Optional.of(new BatchResult.Answered("f".repeat(64), 200, Bytes.utf8("of nobody"))));
        bench.pipeline(documents("a", "b"), with(each("style", "docs", "openai"), new OnFailure.Continue()));

        Build build = bench.built(LIVE);

        assertThat(bench.codes(build.id(), "style")).containsExactly("good", "missing");
        assertThat(bench.store.events(build.id(), 0, 100))
                .anySatisfy(event -> assertThat(event.message()).contains("1 results were of no request of it"));
    }

    @Test
    void aBatchThatIsTooMuchIsSentInHalves() throws InterruptedException {
        bench.batches.rejecting(Optional.of(new RemoteBatch.Rejection(true, "Enqueued token limit reached.")));
        bench.pipeline(documents("a", "b", "c", "d"), each("style", "docs", "openai"));
        Builds builds = bench.node("node");
        BuildId id = builds.start(NAME, LIVE).id();
        builds.work(id);
        bench.batches.rejecting(Optional.empty());

        Build build = bench.worked(builds, id);

        assertThat(build.state()).isEqualTo(BuildState.COMPLETED);
        assertThat(bench.store.batches(id)).extracting(Batch::requests).containsExactly(4, 2, 2);
        assertThat(bench.batches.payments()).containsOnly(1);
    }

    /** Here each request has 1,000 tokens. */
    @Test
    void whereOnlySoManyTokensMayWaitBatchesFollowOneAnother() throws InterruptedException {
        bench.batchTokens = Optional.of(2_500L);
        bench.batches.running();
        bench.pipeline(documents("a", "b", "c"), each("style", "docs", "openai"));
        Builds builds = bench.node("node");
        BuildId id = builds.start(NAME, LIVE).id();

        builds.work(id);
        assertThat(bench.store.batches(id)).extracting(Batch::requests).containsExactly(2);
        bench.batches.end();

        assertThat(bench.worked(builds, id).state()).isEqualTo(BuildState.COMPLETED);
        assertThat(bench.store.batches(id)).extracting(Batch::requests).containsExactly(2, 1);
    }

    @Test
    void aRequestOfMoreTokensThanMayWaitGoesAlone() throws InterruptedException {
        bench.batchTokens = Optional.of(10L);
        bench.pipeline(documents("a", "b"), each("style", "docs", "openai"));

        Build build = bench.built(LIVE);

        assertThat(build.state()).isEqualTo(BuildState.COMPLETED);
        assertThat(bench.store.batches(build.id())).extracting(Batch::requests).containsExactly(1, 1);
    }

    @Test
    void whatIsRejectedForHoursIsTriedMoreAndMoreRarely() throws InterruptedException {
        bench.batches.rejecting(Optional.of(new RemoteBatch.Rejection(true, "Enqueued token limit reached.")));
        bench.pipeline(documents("a", "b", "c", "d"), each("style", "docs", "openai"));
        Builds builds = bench.node("node");
        BuildId id = builds.start(NAME, LIVE).id();
        Instant start = bench.now();
        List<Duration> tries = new ArrayList<>();
        while (Duration.between(start, bench.now()).toHours() < 10) {
            Duration at = Duration.between(start, bench.now());
            bench.round(builds, id);
            if (bench.batches.submitted() > tries.size()) {
                tries.add(at);
            }
        }
        bench.batches.rejecting(Optional.empty());

        Build build = bench.worked(builds, id);

        assertThat(tries.subList(0, 4))
                .containsExactly(
                        Duration.ZERO, Duration.ofSeconds(30), Duration.ofSeconds(90), Duration.ofSeconds(210));
        assertThat(tries).hasSizeLessThan(30);
        assertThat(build.state()).isEqualTo(BuildState.COMPLETED);
        assertThat(bench.batches.payments()).containsExactly(1, 1, 1, 1);
    }

    @Test
    void batchesGrowAgainOnceTheyAreTaken() throws InterruptedException {
        bench.batches
                .holding(8)
                .rejecting(Optional.of(new RemoteBatch.Rejection(true, "Enqueued token limit reached.")));
        bench.pipeline(
                documents(IntStream.range(0, 16).mapToObj(Integer::toString).toArray(String[]::new)),
                each("style", "docs", "openai"));
        Builds builds = bench.node("node");
        BuildId id = builds.start(NAME, LIVE).id();
        while (bench.batches.submitted() < 3) {
            bench.round(builds, id);
        }
        bench.batches.rejecting(Optional.empty());

        Build build = bench.worked(builds, id);

        assertThat(build.state()).isEqualTo(BuildState.COMPLETED);
        assertThat(bench.store.batches(id)).extracting(Batch::requests).containsExactly(8, 4, 2, 1, 2, 4, 8, 1);
        assertThat(bench.batches.payments()).containsOnly(1);
    }

    @Test
    void aBatchThatFailsValidationFailsItsUnitsWithTheProvidersWords() throws InterruptedException {
        bench.batches.rejecting(Optional.of(new RemoteBatch.Rejection(false, "The model doesn't exist.")));
        bench.pipeline(documents("a", "b"), each("style", "docs", "openai"));

        Build build = bench.built(LIVE);

        assertThat(build.state()).isEqualTo(BuildState.FAILED);
        assertThat(bench.units(build.id(), "style"))
                .allSatisfy(unit ->
                        assertThat(unit.failure().orElseThrow().message()).isEqualTo("The model doesn't exist."));
    }

    @Test
    void aSubmissionWhoseAnswerWasLostIsFoundAgainAndNotPaidTwice() throws InterruptedException {
        bench.batches.loseAnswer();
        bench.pipeline(documents("a", "b"), each("style", "docs", "openai"));

        Build build = bench.built(LIVE);

        assertThat(build.state()).isEqualTo(BuildState.COMPLETED);
        assertThat(bench.batches.submitted()).isEqualTo(1);
        assertThat(bench.batches.payments()).containsOnly(1);
        assertThat(bench.batches.calls()).containsExactly("upload", "submit", "locate", "results", "discard");
    }

    @Test
    void whereNobodyCanTellABuildAsksAndDoesAsItIsTold() throws InterruptedException {
        Workbench blind = new Workbench(false);
        blind.batches.loseAnswer();
        blind.pipeline(documents("a", "b"), each("style", "docs", "openai"));
        Builds builds = blind.node("node");
        BuildId id = builds.start(NAME, LIVE).id();

        Build asking = blind.worked(builds, id);
        Batch batch = blind.store.batches(id).getFirst();
        builds.decide(id, 1, new Builds.Decision.Adopt(batch.candidates().getFirst()));
        Build build = blind.worked(builds, id);

        assertThat(asking.state()).isEqualTo(BuildState.WAITING);
        assertThat(batch.state()).isEqualTo(BatchState.UNCERTAIN);
        assertThat(batch.candidates()).containsExactlyElementsOf(blind.batches.remoteIds());
        assertThat(build.state()).isEqualTo(BuildState.COMPLETED);
        assertThat(blind.batches.payments()).containsOnly(1);
    }

    @Test
    void whatWasNotSubmittedIsSentAgainWhenSomebodySaysSo() throws InterruptedException {
        Workbench blind = new Workbench(false);
        blind.batches.loseAnswer();
        blind.pipeline(documents("a", "b"), each("style", "docs", "openai"));
        Builds builds = blind.node("node");
        BuildId id = builds.start(NAME, LIVE).id();
        blind.worked(builds, id);

        builds.decide(id, 1, new Builds.Decision.Resubmit());

        assertThat(blind.worked(builds, id).state()).isEqualTo(BuildState.COMPLETED);
        assertThat(blind.batches.submitted()).isEqualTo(2);
    }

    @Test
    void aCancelledBuildCancelsItsBatchesAndKeepsWhatTheyBrought() throws InterruptedException {
        bench.batches
                .running()
                .answering(request -> asks(request, "style a")
                        ? LedgerBatches.echoed(request)
                        : Optional.of(new BatchResult.Cancelled(request.key().hex())));
        bench.pipeline(documents("a", "b"), each("style", "docs", "openai"), all("sum", "plain", "style"));
        Builds builds = bench.node("node");
        BuildId id = builds.start(NAME, LIVE).id();
        builds.work(id);

        builds.cancel(id);
        Build build = bench.worked(builds, id);

        assertThat(build.state()).isEqualTo(BuildState.CANCELLED);
        assertThat(bench.units(id, "style"))
                .extracting(WorkUnit::state)
                .containsExactly(UnitState.SUCCEEDED, UnitState.CANCELLED);
        assertThat(bench.batches.calls()).contains("cancel", "results");
    }

    @Test
    void aBatchThatNeverEndsIsGivenUpAndSaysSo() throws InterruptedException {
        bench.batches.running();
        bench.pipeline(documents("a", "b"), each("style", "docs", "openai"));

        Build build = bench.built(LIVE);

        assertThat(bench.store.batches(build.id()).getFirst().state()).isEqualTo(BatchState.UNKNOWN);
        assertThat(bench.codes(build.id(), "style")).containsOnly("batch_lost");
        assertThat(build.state()).isEqualTo(BuildState.FAILED);
    }

    @Test
    void aResetNamesWhatIsLeftAtTheProvider() throws InterruptedException {
        bench.batches.running();
        bench.pipeline(documents("a", "b"), each("style", "docs", "openai"));
        Builds builds = bench.node("node");
        BuildId id = builds.start(NAME, LIVE).id();
        builds.work(id);

        List<String> left = builds.reset(id).abandoned();

        assertThat(left).isEmpty();
        assertThat(bench.batches.calls()).contains("cancel");
        assertThat(builds.fetch(id).state()).isEqualTo(BuildState.CANCELLED);
        assertThat(builds.fetch(id).reason()).map(Build.Reason::code).contains("RESET");
    }

    @Test
    void batchesThatCanNeverBeSentAreGivenUpInTheEnd() throws InterruptedException {
        bench.batches.answering(LedgerBatches::echoed).refusingAll(true);
        bench.pipeline(documents("a", "b"), each("style", "docs", "openai"));

        Build build = bench.built(LIVE);

        assertThat(build.state()).isEqualTo(BuildState.FAILED);
        assertThat(bench.codes(build.id(), "style")).containsOnly("gave_up");
        assertThat(bench.store.events(build.id(), 0, 10))
                .anySatisfy(event -> assertThat(event.message()).contains("could not be sent"));
    }
}
