package dev.tapedeck.runs;

import static dev.tapedeck.runs.RunCaller.each;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.chaos.Seed;
import dev.tapedeck.support.Answered;
import dev.tapedeck.support.Crowd;
import dev.tapedeck.support.Gate;
import dev.tapedeck.support.PostgreSqlServer;
import dev.tapedeck.support.TapedeckProcess;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many runs at once, on every store; and kill -9 in the middle of them. */
class ManyRunsIT {
    private static final int KILLS = Integer.getInteger("chaos.runs.kills", 2);
    private static final int RUNS = 8;
    private static final int ENTRIES = 500;
    private static final int PART = 5;
    private static final int LONGEST_FUSE = 200;

    @ParameterizedTest
    @ValueSource(strings = {"memory", "database"})
    void parallelRunsAreNumberedEachByItself(String store) {
        try (TapedeckProcess process = TapedeckProcess.settings()
                .startingOften()
                .with("tapedeck.cassette.store", store)
                .start()) {
            writesSideBySide(List.of(process));
        }
    }

    /** Each run is written to through both, and followed on the one that it isn't written to. */
    @Test
    void theSameHoldsForTwoNodesOnOneDatabaseAndWhoeverFollowsOnOneHearsWhatIsWrittenOnTheOther() {
        try (PostgreSqlServer server = PostgreSqlServer.started();
                TapedeckProcess first = server.node().startingOften().start();
                TapedeckProcess second = server.node().startingOften().start();
                RunCaller a = RunCaller.of(first);
                RunCaller b = RunCaller.of(second)) {
            writesSideBySide(List.of(first, second));
            followsOnTheOther(a, b);
        }
    }

    private static void writesSideBySide(List<TapedeckProcess> nodes) {
        List<RunCaller> callers = nodes.stream().map(RunCaller::of).toList();
        List<String> ids = IntStream.range(0, RUNS)
                .mapToObj(run -> callers.getFirst().start("run-" + run))
                .toList();

        // When
        Crowd.all(IntStream.range(0, 2 * RUNS)
                .<Callable<Boolean>>mapToObj(writer -> () ->
                        wroteHalf(callers.get(writer / RUNS % callers.size()), ids.get(writer % RUNS), writer / RUNS))
                .toList());

        // Then
        List<String> numbers =
                IntStream.rangeClosed(1, ENTRIES).mapToObj(String::valueOf).toList();
        assertThat(ids).allSatisfy(run -> {
            List<JsonNode> entries = callers.getLast().entries(run);
            assertThat(each(entries, "number")).isEqualTo(numbers);
            List<String> actions = each(entries, "action");
            assertThat(actions).doesNotHaveDuplicates();
            assertThat(actions)
                    .filteredOn(action -> Integer.parseInt(action) < ENTRIES / 2)
                    .isSortedAccordingTo(ManyRunsIT::byNumber);
            assertThat(actions)
                    .filteredOn(action -> Integer.parseInt(action) >= ENTRIES / 2)
                    .isSortedAccordingTo(ManyRunsIT::byNumber);
            assertThat(callers.getLast().run(run).at("/counts/actions").asInt()).isEqualTo(ENTRIES);
        });
        callers.forEach(RunCaller::close);
    }

    private static int byNumber(String one, String other) {
        return Integer.compare(Integer.parseInt(one), Integer.parseInt(other));
    }

    private static boolean wroteHalf(RunCaller runs, String run, int half) {
        int from = half * ENTRIES / 2;
        for (int part = from; part < from + ENTRIES / 2; part += PART) {
            Answered written = runs.write(run, RunCaller.actions(part, PART));
            assertThat(written.status()).as(written.text()).isEqualTo(201);
        }
        return true;
    }

    private static void followsOnTheOther(RunCaller here, RunCaller there) {
        // Given
        String run = here.start("followed");
        List<Told> told = new ArrayList<>();

        // When
        try (Listener listener = Listener.on(there.caller(), run)) {
            here.did(run, "first");
            told.add(listener.next().orElseThrow());
            here.did(run, "second");
            there.did(run, "third");
            here.finish(run, "completed");
            told.addAll(listener.rest());
        }

        // Then
        assertThat(told).extracting(Told::id).containsExactly("1", "2", "3", "4", "");
        assertThat(told.getLast().name()).isEqualTo("complete");
        assertThat(there.write(run, RunCaller.action("late")).status()).isEqualTo(409);
    }

    @Test
    void whatWasAcknowledgedIsThereAfterKill9() {
        keepsWhatItAcknowledged(TapedeckProcess.settings());
    }

    @Test
    void whatWasAcknowledgedIsThereAfterKill9OnPostgreSql() {
        try (PostgreSqlServer server = PostgreSqlServer.started()) {
            keepsWhatItAcknowledged(server.node());
        }
    }

    private static void keepsWhatItAcknowledged(TapedeckProcess.Settings settings) {
        Random random = Seed.random("kill runs");
        try (TapedeckProcess process = settings.startingOften().start();
                RunCaller runs = RunCaller.of(process)) {
            for (int kill = 0; kill < KILLS; kill++) {
                // Given
                String round = "kill-" + kill + "-";
                Gate fuse = Gate.after(1 + random.nextInt(LONGEST_FUSE));
                List<Callable<Integer>> deeds = new ArrayList<>();
                for (int run = 0; run < RUNS; run++) {
                    String id = runs.start(round + run);
                    deeds.add(() -> acknowledged(runs, id, fuse));
                }
                deeds.add(() -> killed(process, fuse));

                // When
                List<Integer> acknowledged = Crowd.all(deeds);
                process.restart();

                // Then
                for (int run = 0; run < RUNS; run++) {
                    keeps(runs, round + run, acknowledged.get(run));
                }
            }
        }
    }

    /** Writes until the process is gone, and gives how many actions were acknowledged. */
    private static int acknowledged(RunCaller runs, String run, Gate fuse) {
        int count = 0;
        try {
            while (written(runs, run, count).status() == 201) {
                count += PART;
                fuse.open();
            }
            throw new IllegalStateException("It was refused before the kill.");
        } catch (UncheckedIOException killed) {
            return count;
        }
    }

    private static Answered written(RunCaller runs, String run, int from) {
        return runs.write(run, RunCaller.actions(from, PART), "Idempotency-Key", "from-" + from);
    }

    private static int killed(TapedeckProcess process, Gate fuse) {
        try {
            fuse.await();
        } finally {
            process.kill9();
        }
        return 0;
    }

    /**
     * Everything acknowledged; perhaps one part more, whose answer was lost, but that as a whole. Whoever sends that again
     * with its key has it once.
     */
    private static void keeps(RunCaller runs, String run, int acknowledged) {
        assertThat(runs.entries(run).size()).as(Seed.named()).isIn(acknowledged, acknowledged + PART);
        Answered again = written(runs, run, acknowledged);
        List<JsonNode> entries = runs.entries(run);
        assertThat(again.status()).as(again.text()).isEqualTo(201);
        assertThat(each(entries, "action"))
                .isEqualTo(IntStream.range(0, acknowledged + PART)
                        .mapToObj(String::valueOf)
                        .toList());
        assertThat(runs.run(run).at("/counts/entries").asInt()).isEqualTo(entries.size());
    }
}
