package dev.tapedeck.playbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tapedeck.cassette.Acknowledge;
import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.Mode;
import dev.tapedeck.cassette.OnDisconnect;
import dev.tapedeck.cassette.OnStoreFailure;
import dev.tapedeck.cassette.Session;
import dev.tapedeck.cassette.SessionSpec;
import dev.tapedeck.cassette.Sessions;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.run.PhaseResult;
import dev.tapedeck.run.Procedure;
import dev.tapedeck.run.Run;
import dev.tapedeck.run.RunEnd;
import dev.tapedeck.run.RunId;
import dev.tapedeck.run.RunJournal;
import dev.tapedeck.run.RunLog;
import dev.tapedeck.run.RunSettings;
import dev.tapedeck.run.RunStatus;
import dev.tapedeck.run.Runs;
import dev.tapedeck.run.Sanitiser;
import dev.tapedeck.run.ScriptedRunLog;
import dev.tapedeck.storage.memory.MemoryCassetteStore;
import dev.tapedeck.storage.memory.MemorySessionLedger;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Playbooks in their runs, played when the test says so. */
@Timeout(60)
class PlaybooksTest {
    private static final SessionSpec TAPE = SessionSpec.of(new CassetteName("tickets"), Mode.AUTO);

    private final PlaybooksUnderTest here = new PlaybooksUnderTest();
    private final ScriptedRunLog log = new ScriptedRunLog();
    private final Sanitiser sanitiser = new Sanitiser(PlaybooksUnderTest.redactor());
    private final RunJournal journal =
            new RunJournal(log, sanitiser, here.time, new RunJournal.Limits(1_000, 1_000), failure -> {});
    private final Runs runs = new Runs(
            log,
            journal,
            sanitiser,
            source -> new RunLog.Trace("", Bytes.EMPTY),
            here.time,
            new RunSettings(Duration.ofHours(1)));
    private final Sessions sessions = new Sessions(
            new MemoryCassetteStore(),
            new MemorySessionLedger(here.time),
            PlaybooksUnderTest.redactor(),
            here.time,
            here.provider,
            new Sessions.Settings(
                    OnDisconnect.DRAIN, Acknowledge.DURABLE, OnStoreFailure.REFUSE, false, Duration.ofHours(1)));
    private final Queue<Runnable> begun = new ArrayDeque<>();
    private final Playbooks playbooks =
            new Playbooks(new Library(), here.runner, runs, sessions, here.provider, begun::add);
    private final Thread keeper = Thread.ofVirtual().unstarted(this::keep);

    /** What the test has named. */
    private final class Library implements PlaybookStore {
        @Override
        public List<Stored> list() {
            return List.of();
        }

        @Override
        public Optional<Stored> find(PlaybookName name) {
            return Optional.ofNullable(here.library.get(name))
                    .map(playbook -> new Stored(name, Bytes.EMPTY, new CheckedPlaybook.Valid(playbook)));
        }

        @Override
        public CheckedPlaybook put(PlaybookName name, Bytes text) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean delete(PlaybookName name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CheckedPlaybook check(Bytes text) {
            throw new UnsupportedOperationException();
        }
    }

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
        here.steps(
                "{\"name\":\"a\",\"action\":\"try\",\"storeAs\":\"x\"}",
                "{\"name\":\"b\",\"action\":\"try\",\"onFailure\":\"abort\"}");
    }

    @AfterEach
    void end() throws InterruptedException {
        journal.end();
        keeper.join();
    }

    private Run started(Playbooks by) {
        return by.start(
                new PlaybookName("p"), new Playbooks.Asked(PlaybooksUnderTest.nodes("{}"), Optional.of(TAPE), false));
    }

    private Run started() {
        return started(playbooks);
    }

    private void play() {
        begun.remove().run();
    }

    private List<Session> open() {
        return sessions.list(Optional.empty(), 10);
    }

    private Procedure procedure(RunId id) {
        return runs.fetch(id).procedure().orElseThrow();
    }

    @Test
    void whatAPlaybookHasComeToIsInItsRunFromStepToStep() {
        // Given
        Run run = started();
        List<Integer> results = new ArrayList<>();
        here.scripted.meanwhile(
                () -> results.add(procedure(run.id()).stepResults().size()));

        // When
        play();

        // Then
        assertThat(results).containsExactly(0, 1);
        assertThat(runs.fetch(run.id()).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(procedure(run.id()).stepResults()).hasSize(2);
        assertThat(procedure(run.id()).data()).isEqualTo("{\"x\":\"done\"}");
        assertThat(open()).isEmpty();
    }

    @Test
    void aStoreThatIsDownBetweenStepsHoldsUpNothing() {
        // Given
        Run run = started();
        Semaphore journals = new Semaphore(0);
        log.through(journals);
        here.scripted.meanwhile(() -> {
            log.refuse(here.scripted.received().size() == 1 ? 1 : 0);
            journals.release(here.scripted.received().size() == 1 ? 0 : 100);
        });

        // When
        play();

        // Then
        assertThat(here.scripted.received()).hasSize(2);
        assertThat(runs.fetch(run.id()).status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void aRunThatCannotBeFinishedGivesNoSignOfLifeAnyMore() {
        // Given
        Run run = started();
        here.scripted.meanwhile(() -> log.damage(run.id()));

        // When
        assertThatExceptionOfType(FailedCall.class).isThrownBy(this::play);

        // Then
        int deeds = log.deeds().size();
        assertThat(playbooks.beat()).isEmpty();
        assertThat(log.deeds()).hasSize(deeds);
        assertThat(open()).isEmpty();
    }

    @Test
    void aSignOfLifeThatFailsHarmsNoOther() {
        // Given
        Run one = started();
        Run other = started();
        here.time.advance(Duration.ofMinutes(1));
        log.refuse(1);

        // When
        List<Failure> failures = playbooks.beat();

        // Then
        assertThat(failures).singleElement().isInstanceOf(Failure.StoreDown.class);
        assertThat(List.of(one, other))
                .filteredOn(run -> runs.fetch(run.id()).seenAt().equals(here.time.now()))
                .hasSize(1);
    }

    @Test
    void whatCannotBeBegunLeavesNoSessionOpen() {
        // Given
        log.refuse(1);
        Playbooks closing = new Playbooks(new Library(), here.runner, runs, sessions, here.provider, task -> {
            throw new RejectedExecutionException();
        });

        // When
        assertThatExceptionOfType(FailedCall.class).isThrownBy(this::started);
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> started(closing));

        // Then
        assertThat(open()).isEmpty();
        assertThat(playbooks.beat()).isEmpty();
    }

    @Test
    void aRunThatIsEndedBeforeItIsPlayedLeavesNoSessionOpenAndDoesNothing() {
        // Given
        Run run = started();
        runs.finish(run.id(), RunEnd.of(RunStatus.TERMINATED, "Nobody wants it."));

        // When
        play();

        // Then
        assertThat(open()).isEmpty();
        assertThat(here.scripted.received()).isEmpty();
        assertThat(runs.fetch(run.id()).status()).isEqualTo(RunStatus.TERMINATED);
    }

    @Test
    void aSessionThatCannotBeClosedIsToldInTheRun() {
        // Given
        Run run = started();
        here.scripted.meanwhile(() -> open().forEach(session -> sessions.close(session.id())));

        // When
        play();

        // Then
        assertThat(runs.fetch(run.id()).standing().phases())
                .filteredOn(phase -> !phase.success())
                .singleElement()
                .satisfies(phase -> {
                    assertThat(phase.phase()).isEqualTo(PhaseResult.Phase.CLEAN_UP);
                    assertThat(phase.error().orElseThrow()).contains("no open session");
                });
    }

    @Test
    void whatCannotBePlayedSaysWhetherOtherParametersWouldDo() {
        // Given
        here.named("p", "\"parameters\":{\"a\":{\"required\":true}},\"steps\":[{\"name\":\"a\",\"action\":\"try\"}]");
        here.named("q", "\"steps\":[{\"name\":\"a\",\"action\":\"playbook\",\"params\":{\"name\":\"nowhere\"}}]");

        // When, Then
        assertThatExceptionOfType(Playbooks.NotPlayable.class)
                .isThrownBy(() -> playbooks.check(new PlaybookName("p"), PlaybooksUnderTest.nodes("{}")))
                .matches(Playbooks.NotPlayable::isOfParameters);
        assertThatExceptionOfType(Playbooks.NotPlayable.class)
                .isThrownBy(() -> playbooks.check(new PlaybookName("q"), PlaybooksUnderTest.nodes("{}")))
                .matches(refused -> !refused.isOfParameters());
    }
}
