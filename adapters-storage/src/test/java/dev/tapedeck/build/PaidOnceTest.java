package dev.tapedeck.build;

import static dev.tapedeck.build.Workbench.LIVE;
import static dev.tapedeck.build.Workbench.NAME;
import static dev.tapedeck.build.Workbench.document;
import static dev.tapedeck.build.Workbench.documents;
import static dev.tapedeck.build.Workbench.each;
import static dev.tapedeck.build.Workbench.layer;
import static dev.tapedeck.build.Workbench.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tapedeck.build.BatchProvider.Refused;
import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.Mode;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.pipeline.Document;
import dev.tapedeck.pipeline.Gathering;
import dev.tapedeck.pipeline.OnFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What may have been paid is waited for, looked for, or asked about, before it is paid again. */
class PaidOnceTest {
    private final Workbench bench = new Workbench();

    private BuildId started(Workbench on) {
        on.pipeline(documents("a", "b"), each("style", "docs", "openai"));
        return on.node("starts").start(NAME, LIVE).id();
    }

    private static BuildId uncertain(Workbench blind) throws InterruptedException {
        blind.batches.loseAnswer();
        blind.pipeline(documents("a", "b"), each("style", "docs", "openai"));
        BuildId id = blind.node("starts").start(NAME, LIVE).id();
        blind.worked(blind.node("node"), id);
        return id;
    }

    private static boolean asks(BatchProvider.BatchRequest request, String prompt) {
        return PlainCompletions.promptOf(request.request()).equals(prompt);
    }

    private static Optional<BatchResult> answer(BatchProvider.BatchRequest request, int status, String body) {
        return Optional.of(new BatchResult.Answered(request.key().hex(), status, Bytes.utf8(body)));
    }

    @Test
    void whatMayHaveBeenWorkedOnIsSentAsOftenAsIsAllowedAndNoMore() throws InterruptedException {
        bench.pipeline(documents("a"), each("style", "docs", "plain"));
        AtomicInteger calls = new AtomicInteger();
        bench.calls.down(Optional.of(new Failure.TimedOut(Failure.TimedOut.Phase.RESPONSE, "No answer within 60 s.")));
        bench.calls.eachStep(calls::incrementAndGet);

        Build build = bench.built(LIVE);

        assertThat(bench.codes(build.id(), "style")).containsExactly("gave_up");
        assertThat(calls).hasValue(3);
        assertThat(Duration.between(build.createdAt(), bench.now())).isLessThan(Duration.ofMinutes(5));
    }

    @Test
    void anUncertainBatchIsNotSentAgainByACancelAndAResume() throws InterruptedException {
        Workbench blind = new Workbench(false);
        BuildId id = uncertain(blind);
        Builds builds = blind.node("node");

        builds.cancel(id);
        Build cancelled = blind.worked(builds, id);
        builds.resume(id, false, Optional.empty());
        Build resumed = blind.worked(builds, id);

        assertThat(cancelled.state()).isEqualTo(BuildState.CANCELLED);
        assertThat(resumed.state()).isEqualTo(BuildState.WAITING);
        assertThat(blind.batches.submitted()).isEqualTo(1);
        builds.decide(id, 1, new Builds.Decision.Adopt("batch-1"));
        assertThat(blind.worked(builds, id).state()).isEqualTo(BuildState.COMPLETED);
        assertThat(blind.batches.payments()).containsOnly(1);
    }

    @Test
    void anEndedBuildIsNotDecidedAbout() throws InterruptedException {
        Workbench blind = new Workbench(false);
        BuildId id = uncertain(blind);
        Builds builds = blind.node("node");
        builds.cancel(id);
        blind.worked(builds, id);

        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(() -> builds.decide(id, 1, new Builds.Decision.Resubmit()))
                .withMessageContaining("Resume it first");
    }

    @Test
    void aBatchThatIsKnownAlreadyIsNoCandidateAndNotAdopted() throws InterruptedException {
        Workbench blind = new Workbench(false);
        blind.batches.holding(1).eachStep(() -> {
            if (blind.batches.submitted() == 1
                    && blind.batches.calls().getLast().equals("upload")) {
                blind.batches.loseAnswer();
            }
        });
        blind.pipeline(documents("a", "b"), each("style", "docs", "openai"));
        Builds builds = blind.node("node");
        BuildId id = builds.start(NAME, LIVE).id();
        blind.worked(builds, id);

        Batch uncertain = blind.store.batches(id).stream()
                .filter(batch -> batch.state() == BatchState.UNCERTAIN)
                .findFirst()
                .orElseThrow();
        String known = blind.store.batches(id).stream()
                .flatMap(batch -> batch.remoteId().stream())
                .findFirst()
                .orElseThrow();

        assertThat(uncertain.candidates()).hasSize(1).doesNotContain(known);
        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(() -> builds.decide(id, uncertain.number(), new Builds.Decision.Adopt(known)))
                .withMessageContaining("is batch");
    }

    @Test
    void whatExpiresAfterADayHasADayMoreInItsNextBatch() throws InterruptedException {
        AtomicInteger round = new AtomicInteger();
        bench.batches
                .running()
                .answering(request -> round.getAndIncrement() < 2
                        ? Optional.of(new BatchResult.Expired(request.key().hex()))
                        : LedgerBatches.echoed(request));
        BuildId id = started(bench);
        Builds builds = bench.node("node");
        for (int day = 0; day < 2; day++) {
            builds.work(id);
            bench.time.advance(Duration.ofHours(24));
            bench.batches.end();
            bench.batches.running();
            builds.work(id);
        }

        assertThat(bench.worked(builds, id).state()).isEqualTo(BuildState.COMPLETED);
    }

    @Test
    void aBatchThatWasGivenUpIsCancelledAndLookedForBeforeAnythingIsSentAgain() throws InterruptedException {
        bench.batches.running();
        BuildId id = started(bench);
        Builds builds = bench.node("node");
        Build given = bench.worked(builds, id);

        builds.retry(id);
        Build again = bench.worked(builds, id);

        assertThat(given.state()).isEqualTo(BuildState.FAILED);
        assertThat(bench.codes(id, "style")).containsOnly("good");
        assertThat(again.state()).isEqualTo(BuildState.COMPLETED);
        assertThat(bench.batches.calls()).contains("cancel");
        assertThat(bench.batches.payments()).containsOnly(1);
    }

    @Test
    void aKeyThatIsRefusedForHoursLosesNoBatch() throws InterruptedException {
        bench.batches.running();
        BuildId id = started(bench);
        Builds builds = bench.node("node");
        builds.work(id);
        Instant mended = bench.now().plus(Duration.ofHours(6));

        bench.batches.refusingPolls(Optional.of(new Refused(Refused.Kind.NEVER, "Incorrect API key provided.")));
        while (bench.now().isBefore(mended)) {
            bench.time.advance(Duration.ofMinutes(10));
            builds.work(id);
        }
        bench.batches.refusingPolls(Optional.empty());
        bench.batches.end();

        assertThat(bench.worked(builds, id).state()).isEqualTo(BuildState.COMPLETED);
        assertThat(bench.batches.payments()).containsOnly(1);
    }

    @Test
    void aBatchThatItsProviderHasForgottenIsSentAgainButNotForALate404() throws InterruptedException {
        bench.batches.running();
        BuildId id = started(bench);
        Builds builds = bench.node("node");
        builds.work(id);

        bench.batches.refusingPolls(Optional.of(new Refused(Refused.Kind.NOT_FOUND, "No such batch.")));
        bench.time.advance(Duration.ofMinutes(20));
        builds.work(id);
        assertThat(bench.store.batches(id)).hasSize(1);
        bench.time.advance(Duration.ofMinutes(50));
        builds.work(id);
        bench.batches.refusingPolls(Optional.empty());
        bench.batches.end();

        assertThat(bench.worked(builds, id).state()).isEqualTo(BuildState.COMPLETED);
        assertThat(bench.batches.submitted()).isEqualTo(2);
        assertThat(bench.store.events(id, 0, 100))
                .anySatisfy(event -> assertThat(event.message()).contains("unknown to the provider by now"));
    }

    @Test
    void whatCameInABatchIsTakenThoughTheTapeHasAnEarlierAnswer() throws InterruptedException {
        AtomicInteger round = new AtomicInteger();
        bench.batches.answering(request -> asks(request, "style a") && round.getAndIncrement() == 0
                ? answer(request, 500, "{}")
                : LedgerBatches.echoed(request));
        bench.pipeline(documents("a", "b"), each("style", "docs", "openai"));
        BuildOptions auto = new BuildOptions(
                Optional.of(new CassetteName("tape")), Mode.AUTO, true, true, Optional.empty(), Optional.empty());
        BuildId id = bench.node("starts").start(NAME, auto).id();

        for (int restart = 0; !bench.store.find(id).orElseThrow().state().ended(); restart++) {
            bench.node("node-" + restart).work(id);
            bench.time.advance(Duration.ofMinutes(1));
        }

        assertThat(bench.codes(id, "style")).containsOnly("good");
    }

    @Test
    void whereALineCantBeReadNothingThatItMayBeIsPaidAgain() throws InterruptedException {
        bench.batches.answering(request -> asks(request, "style a")
                ? Optional.of(new BatchResult.Broken("", "It is no JSON.", Bytes.utf8("{\"cust")))
                : LedgerBatches.echoed(request));
        bench.pipeline(documents("a", "b"), with(each("style", "docs", "openai"), new OnFailure.Continue()));

        Build build = bench.built(LIVE);

        assertThat(bench.codes(build.id(), "style")).containsExactly("unreadable", "good");
        UnitFailure why = bench.units(build.id(), "style").getFirst().failure().orElseThrow();
        assertThat(bench.artifacts.find(why.body().orElseThrow())).contains(Bytes.utf8("{\"cust"));
        assertThat(bench.batches.payments()).containsOnly(1);
    }

    @Test
    void aSubmissionThatWasRejectedUnseenIsSentAgain() throws InterruptedException {
        bench.batches.rejecting(Optional.of(new RemoteBatch.Rejection(false, "The file is gone.")));
        bench.batches.loseAnswer();
        BuildId id = started(bench);
        Builds builds = bench.node("node");
        builds.work(id);
        bench.batches.rejecting(Optional.empty());

        assertThat(bench.worked(builds, id).state()).isEqualTo(BuildState.COMPLETED);
        assertThat(bench.batches.payments()).containsOnly(1);
    }

    @Test
    void aProviderThatIsDownForAnHourLosesNoBatch() throws InterruptedException {
        bench.batches.running();
        BuildId id = started(bench);
        Builds builds = bench.node("node");
        builds.work(id);
        Instant back = bench.now().plus(Duration.ofHours(1));

        while (bench.now().isBefore(back)) {
            bench.batches.failBefore(FailedCall.live(new Failure.Unreachable("Nobody is there.")));
            bench.time.advance(Duration.ofMinutes(1));
            builds.work(id);
        }
        bench.batches.end();

        assertThat(bench.worked(builds, id).state()).isEqualTo(BuildState.COMPLETED);
        assertThat(bench.batches.payments()).containsOnly(1);
    }

    @Test
    void twoResumesAtOnceMakeWhatIsLeftOnce() throws InterruptedException {
        bench.pipeline(documents("a", "b"), each("style", "docs", "plain"));
        bench.calls.down(Optional.of(new Failure.Unreachable("Nobody is there.")));
        Builds builds = bench.node("node");
        BuildId id = builds.start(NAME, LIVE).id();
        builds.work(id);
        builds.cancel(id);
        bench.worked(builds, id);
        bench.calls.down(Optional.empty());

        List<Thread> threads = new ArrayList<>();
        for (String node : List.of("one", "other")) {
            Builds its = bench.node(node);
            threads.add(Thread.ofVirtual().start(() -> {
                its.resume(id, false, Optional.empty());
                try {
                    its.work(id);
                } catch (InterruptedException stopped) {
                    throw new IllegalStateException(stopped);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(bench.worked(builds, id).state()).isEqualTo(BuildState.COMPLETED);
        assertThat(bench.calls.payments()).containsExactly(1, 1);
    }

    @Test
    void theSameRequestInTwoLayersOfBatchesIsSentOnce() throws InterruptedException {
        List<Document> same = List.of(document("a", Map.of()), document("b", Map.of()));
        bench.pipeline(
                same,
                layer("one", new Gathering.Each(), List.of("docs"), "openai", "*", new OnFailure.Block()),
                layer("two", new Gathering.Each(), List.of("docs"), "openai", "*", new OnFailure.Block()));

        Build build = bench.built(LIVE);

        assertThat(build.state()).isEqualTo(BuildState.COMPLETED);
        assertThat(bench.contents(build.id(), "two")).containsExactly("re a", "re b");
        assertThat(bench.batches.payments()).containsExactly(1, 1);
    }
}
