package dev.tapedeck.run;

import static dev.tapedeck.run.RunExamples.R1;
import static dev.tapedeck.run.RunExamples.action;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.IdempotencyKey;
import dev.tapedeck.exchange.VirtualTime;
import dev.tapedeck.run.PhaseResult.Phase;
import dev.tapedeck.run.RunLog.Trace;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class RunsTest {
    private static final Duration INACTIVE = Duration.ofMinutes(15);
    private static final URI SOURCE = URI.create("http://localhost:1/trace");
    private static final RunEnd DONE =
            new RunEnd(RunStatus.COMPLETED, Optional.empty(), Optional.of("All tickets triaged."));

    private final ScriptedRunLog log = new ScriptedRunLog();
    private final VirtualTime time = new VirtualTime();
    private final Sanitiser sanitiser = Sanitisers.real();
    private final RunJournal journal =
            new RunJournal(log, sanitiser, time, new RunJournal.Limits(1_000, 1_000), failure -> {});
    private final List<String> order = new ArrayList<>();
    private boolean sourceIsDown;
    private String traced = "live";
    private final Runs runs = new Runs(log, journal, sanitiser, this::trace, time, new RunSettings(INACTIVE));
    private final Thread keeper = Thread.ofVirtual().unstarted(this::keep);

    private void keep() {
        try {
            journal.keep();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @BeforeEach
    void begin() {
        keeper.start();
        runs.onCleanUp(run -> order.add("clean up"));
    }

    @AfterEach
    void end() throws InterruptedException {
        journal.end();
        keeper.join();
    }

    private Trace trace(URI source) {
        order.add("persist");
        if (sourceIsDown) {
            throw FailedCall.live(new Failure.Unreachable("Nobody answers at %s.".formatted(source)));
        }
        return new Trace("text/plain", Bytes.utf8(traced));
    }

    private Run started() {
        RunSpec spec = new RunSpec(
                new RunName("triage"),
                Map.of(),
                new RunSources(Optional.of(SOURCE), Optional.empty()),
                Optional.empty());
        return runs.start(spec, Optional.of(R1));
    }

    private static List<Boolean> successes(Run run) {
        return run.standing().phases().stream().map(PhaseResult::success).toList();
    }

    @Test
    void aRunWithoutAnIdGetsOneForItsLife() {
        Run run = runs.start(RunSpec.named(new RunName("triage")), Optional.empty());

        assertThat(runs.fetch(run.id())).isEqualTo(run);
        assertThat(run.id().value()).hasSize(36);
    }

    @Test
    void whatHappensIsNumberedAndShowsThatItRuns() {
        // Given
        started();

        // When
        List<RunEntry> entries = runs.record(R1, List.of(action("a"), action("b")), Optional.empty());

        // Then
        assertThat(entries).extracting(RunEntry::number).containsExactly(1L, 2L);
        assertThat(runs.fetch(R1).status()).isEqualTo(RunStatus.RUNNING);
    }

    @Test
    void whatIsSentAgainWithItsKeyIsWrittenOnceEvenAfterTheEnd() {
        // Given
        started();
        Optional<String> key = Optional.of("first");
        List<RunEntry> first = runs.record(R1, List.of(action("a")), key);
        runs.finish(R1, DONE);

        // When
        List<RunEntry> again = runs.record(R1, List.of(action("a")), key);

        // Then
        assertThat(again).isEqualTo(first);
        assertThat(log.entries(R1, 0, 10)).hasSize(2);
        assertThatExceptionOfType(IdempotencyKey.Reused.class)
                .isThrownBy(() -> runs.record(R1, List.of(action("b")), key));
    }

    @Test
    void aRunThatACallHasBegunIsThereForWhoeverAsksAtOnce() {
        // Given
        Semaphore gate = new Semaphore(0);
        log.through(gate);
        runs.note(R1, action("called"));
        log.awaitArrival();

        // When
        CompletableFuture<List<RunEntry>> written = CompletableFuture.supplyAsync(
                () -> runs.record(R1, List.of(action("then")), Optional.empty()), Thread::startVirtualThread);
        gate.release(1_000);

        // Then
        assertThat(written.join()).extracting(RunEntry::number).containsExactly(2L);
        assertThat(runs.fetch(R1).name()).isEqualTo(new RunName("r1"));
    }

    @Test
    void aNameThatHoldsASecretIsRefused() {
        RunSpec spec = RunSpec.named(new RunName("sk-proj-" + "a1B2c3D4e5".repeat(5)));

        assertThatExceptionOfType(InvalidRun.class).isThrownBy(() -> runs.start(spec, Optional.empty()));
    }

    @Test
    void theEndOfOneRunKeepsNoOtherWaiting() {
        // Given
        started();
        Semaphore gate = new Semaphore(0);
        runs.onCleanUp(run -> {
            if (run.equals(R1)) {
                gate.acquireUninterruptibly();
            }
        });
        CompletableFuture<Run> held =
                CompletableFuture.supplyAsync(() -> runs.finish(R1, DONE), Thread::startVirtualThread);

        // When
        List<Run> others = IntStream.range(0, 200)
                .mapToObj(each -> runs.start(RunSpec.named(new RunName("other")), Optional.empty()))
                .map(other -> runs.finish(other.id(), DONE))
                .toList();

        // Then
        assertThat(others).allMatch(Run::closed);
        assertThat(held).isNotDone();
        gate.release();
        assertThat(held.join().closed()).isTrue();
    }

    @Test
    void aRunIsEndedInThreePhasesAndAlwaysInTheirOrder() {
        // Given
        started();

        // When
        Run ended = runs.finish(R1, DONE);

        // Then
        assertThat(ended.standing().phases())
                .extracting(PhaseResult::phase)
                .containsExactly(Phase.PUBLISH, Phase.CLEAN_UP, Phase.PERSIST);
        assertThat(successes(ended)).containsExactly(true, true, true);
        assertThat(order).containsExactly("clean up", "persist");
        assertThat(log.deeds()).containsExactly("create", "append status", "keep trace", "update");
        assertThat(ended.standing().summary()).contains("All tickets triaged.");
        assertThat(log.findTrace(R1)).contains(new Trace("text/plain", Bytes.utf8("live")));
    }

    @Test
    void whatCleaningUpBringsAboutIsKept() {
        // Given
        started();
        runs.onCleanUp(run -> runs.note(run, action("closed the session")));

        // When
        Run ended = runs.finish(R1, DONE);

        // Then
        assertThat(ended.counts().actions()).isEqualTo(1);
    }

    @Test
    void aStatusThatCannotBePublishedStopsNeitherOfTheOthers() {
        // Given
        started();
        log.refuse(1);

        // When
        Run ended = runs.finish(R1, DONE);

        // Then
        assertThat(successes(ended)).containsExactly(false, true, true);
        assertThat(order).containsExactly("clean up", "persist");
        assertThat(ended.status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void aCleanUpThatFailsStopsNothingElse() {
        // Given
        started();
        runs.onCleanUp(run -> {
            throw new IllegalStateException("sk-proj-" + "a1B2c3D4e5F6".repeat(4));
        });

        // When
        Run ended = runs.finish(R1, DONE);

        // Then
        assertThat(successes(ended)).containsExactly(true, false, true);
        assertThat(ended.standing().phases().get(1).error().orElseThrow()).startsWith("«redacted:");
        assertThat(log.findTrace(R1)).isPresent();
    }

    @Test
    void whatCannotBePersistedIsTold() {
        // Given
        started();
        sourceIsDown = true;

        // When
        Run ended = runs.finish(R1, DONE);

        // Then
        assertThat(successes(ended)).containsExactly(true, true, false);
        assertThat(ended.standing().phases().getLast().error()).contains("Nobody answers at http://localhost:1/trace.");
        assertThat(ended.closed()).isTrue();
    }

    @Test
    void ifAllFailsTheRunCanBeFinishedAgain() {
        // Given
        started();
        sourceIsDown = true;
        log.refuse(2);
        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(() -> runs.finish(R1, DONE))
                .satisfies(failed -> assertThat(failed.failure()).isInstanceOf(Failure.StoreDown.class));

        // When
        Run ended = runs.finish(R1, DONE);

        // Then
        assertThat(order).containsExactly("clean up", "persist", "clean up", "persist");
        assertThat(successes(ended)).containsExactly(true, true, false);
    }

    @Test
    void finishingTwiceChangesNothing() {
        // Given
        started();
        Run once = runs.finish(R1, DONE);

        // When
        Run twice = runs.finish(R1, RunEnd.of(RunStatus.FAILED, "late"));

        // Then
        assertThat(twice).isEqualTo(once);
        assertThat(order).containsExactly("clean up", "persist");
    }

    @Test
    void ofManyThatFinishAtOnceTheFirstCounts() {
        // Given
        started();

        // When
        List<CompletableFuture<Run>> all = IntStream.range(0, 8)
                .mapToObj(number ->
                        CompletableFuture.supplyAsync(() -> runs.finish(R1, DONE), Thread::startVirtualThread))
                .toList();
        List<Run> ended = all.stream().map(CompletableFuture::join).toList();

        // Then
        assertThat(ended).containsOnly(runs.fetch(R1));
        assertThat(log.entries(R1, 0, 10)).hasSize(1);
    }

    @Test
    void afterItsEndNothingIsRecordedAnyMore() {
        // Given
        started();
        runs.finish(R1, DONE);

        // When, Then
        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(() -> runs.record(R1, List.of(action("late")), Optional.empty()))
                .withMessageContaining("has ended (completed)")
                .satisfies(failed -> assertThat(failed.failure()).isInstanceOf(Failure.Conflict.class));
    }

    @Test
    void whatComesWhileARunEndsIsRefusedToo() {
        // Given
        started();
        Semaphore gate = new Semaphore(0);
        log.through(gate);
        CompletableFuture<?> late = CompletableFuture.supplyAsync(
                () -> runs.record(R1, List.of(action("late")), Optional.empty()), Thread::startVirtualThread);
        log.awaitArrival();

        // When
        log.update(R1, run -> run.closed(DONE, List.of(), time.now()));
        gate.release();

        // Then
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(late::join)
                .withMessageContaining("has ended (completed)");
        assertThat(log.entries(R1, 0, 10)).isEmpty();
    }

    @Test
    void whoIsSilentForTooLongHasFailed() {
        // Given
        started();
        time.advance(INACTIVE.plusSeconds(1));

        // When
        int ended = runs.endSilent();

        // Then
        assertThat(ended).isEqualTo(1);
        assertThat(runs.fetch(R1).standing().reason())
                .hasValueSatisfying(why -> assertThat(why).contains("no sign of life for 900 seconds"));
        assertThat(runs.fetch(R1).status()).isEqualTo(RunStatus.FAILED);
    }

    @Test
    void whoGivesASignOfLifeWhileOthersAreEndedGoesOn() {
        // Given
        started();
        time.advance(Duration.ofSeconds(1));
        Run other = runs.start(RunSpec.named(new RunName("other")), Optional.empty());
        time.advance(INACTIVE.plusSeconds(1));
        runs.onCleanUp(run -> runs.beat(other.id()));

        // When
        int ended = runs.endSilent();

        // Then
        assertThat(ended).isEqualTo(1);
        assertThat(runs.fetch(other.id()).status().ended()).isFalse();
    }

    @Test
    void whoWasWrittenToLongAgoIsNotAmongTheOpenRunsOfTheProcess() {
        // Given
        started();
        Run other = runs.start(RunSpec.named(new RunName("other")), Optional.empty());
        runs.finish(other.id(), DONE);
        runs.note(other.id(), action("late"));
        time.advance(INACTIVE.minusSeconds(1));
        runs.beat(R1);
        time.advance(Duration.ofSeconds(2));

        // When
        runs.endSilent();

        // Then
        assertThat(runs.here()).containsExactly(R1);
    }

    @Test
    void whatWasNotedBeforeTheEndStandsBeforeIt() {
        // Given
        started();
        Semaphore gate = new Semaphore(0);
        log.through(gate);
        runs.note(R1, action("before"));
        log.awaitArrival();

        // When
        CompletableFuture<Run> end =
                CompletableFuture.supplyAsync(() -> runs.finish(R1, DONE), Thread::startVirtualThread);
        gate.release(1_000);
        end.join();

        // Then
        assertThat(log.entries(R1, 0, 10))
                .extracting(entry -> entry.content().kind())
                .containsExactly("action", "status");
    }

    @Test
    void labelsAndTracesAreKeptWithoutSecrets() {
        // Given
        String key = "sk-proj-" + "a1B2c3D4e5".repeat(5);
        traced = "the key is " + key;
        RunSources sources = new RunSources(Optional.of(SOURCE), Optional.empty());

        // When
        runs.start(new RunSpec(new RunName("triage"), Map.of("key", key), sources, Optional.empty()), Optional.of(R1));
        Run ended = runs.finish(R1, DONE);

        // Then
        assertThat(ended.labels().get("key")).doesNotContain(key);
        assertThat(log.findTrace(R1).orElseThrow().content().text())
                .startsWith("the key is")
                .doesNotContain(key);
    }

    @Test
    void aSilentRunThatCannotBeUnderstoodHoldsUpNoOther() {
        // Given
        started();
        Run other = runs.start(RunSpec.named(new RunName("other")), Optional.empty());
        log.damage(R1);
        time.advance(INACTIVE.plusSeconds(1));

        // When
        int ended = runs.endSilent();

        // Then
        assertThat(ended).isEqualTo(1);
        assertThat(runs.fetch(other.id()).status()).isEqualTo(RunStatus.FAILED);
    }

    @Test
    void aSignOfLifeKeepsItGoing() {
        // Given
        started();
        time.advance(INACTIVE.minusSeconds(1));
        runs.beat(R1);
        time.advance(INACTIVE.minusSeconds(1));

        // When, Then
        assertThat(runs.endSilent()).isZero();
        assertThat(runs.fetch(R1).status().ended()).isFalse();
    }

    @Test
    void anEndThatWasBrokenOffIsBroughtToItsEnd() {
        // Given
        started();
        log.append(
                R1,
                List.of(new RunEntry.Happened(
                        time.now(), new RunEntry.Status(RunStatus.TIMEOUT, Optional.of("slow")))));
        time.advance(Duration.ofMinutes(3));

        // When
        runs.endSilent();

        // Then
        assertThat(runs.fetch(R1).closed()).isTrue();
        assertThat(runs.fetch(R1).status()).isEqualTo(RunStatus.TIMEOUT);
        assertThat(runs.fetch(R1).standing().reason()).contains("slow");
    }

    @Test
    void whenTheProcessStopsItsOpenRunsAreTerminated() {
        // Given
        started();
        Run other = runs.start(RunSpec.named(new RunName("other")), Optional.empty());
        runs.finish(other.id(), DONE);

        // When
        runs.here().forEach(runs::terminate);

        // Then
        assertThat(runs.fetch(R1).status()).isEqualTo(RunStatus.TERMINATED);
        assertThat(successes(runs.fetch(R1))).containsExactly(true, true, true);
        assertThat(runs.fetch(other.id()).status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void whenTheProcessStopsEachPhaseIsGuardedToo() {
        // Given
        started();
        sourceIsDown = true;
        runs.onCleanUp(run -> {
            throw new IllegalStateException("no");
        });
        log.refuse(1);

        // When
        Run ended = runs.terminate(R1);

        // Then
        assertThat(ended.status()).isEqualTo(RunStatus.TERMINATED);
        assertThat(successes(ended)).containsExactly(false, false, false);
        assertThat(order).containsExactly("clean up", "persist");
    }

    @Test
    void whatIsSaidAtTheEndIsWithoutSecretsAndShort() {
        // Given
        started();
        String key = "sk-proj-" + "a1B2c3D4e5".repeat(5);
        RunEnd end = new RunEnd(RunStatus.FAILED, Optional.of("no " + key), Optional.of(key + " s".repeat(500)));

        // When
        Standing standing = runs.finish(R1, end).standing();

        // Then
        assertThat(standing.toString()).doesNotContain(key);
        assertThat(standing.summary().orElseThrow()).endsWith(" chars total]");
    }

    @Test
    void onlyAnEndIsAnEnd() {
        assertThatExceptionOfType(InvalidRun.class)
                .isThrownBy(() -> RunEnd.of(RunStatus.RUNNING, ""))
                .withMessageContaining("'running' is no end");
    }
}
