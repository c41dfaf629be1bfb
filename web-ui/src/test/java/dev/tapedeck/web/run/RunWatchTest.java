package dev.tapedeck.web.run;

import static dev.tapedeck.run.RunExamples.R1;
import static dev.tapedeck.run.RunExamples.actions;
import static dev.tapedeck.run.RunExamples.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.run.RunEntry;
import dev.tapedeck.run.RunEntry.Happened;
import dev.tapedeck.run.RunExamples;
import dev.tapedeck.run.RunLog;
import dev.tapedeck.run.RunStatus;
import dev.tapedeck.storage.memory.MemoryRunLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunWatchTest {
    private static final int MORE_THAN_ARE_LOOKED_AT = 25;

    private final RunLog log = new MemoryRunLog();
    private final RunWatch watch = new RunWatch(log);
    private final List<RunSeen> heard = new ArrayList<>();

    private void end() {
        log.append(
                R1,
                List.of(new Happened(RunExamples.NOON, new RunEntry.Status(RunStatus.COMPLETED, Optional.empty()))));
    }

    @Test
    void whatChangedBeforeAnybodyListenedIsNotToldOf() {
        // Given
        log.create(run("r1"));
        end();
        watch.begin();
        watch.subscribe(heard::add);

        // When
        watch.look();

        // Then
        assertThat(heard).isEmpty();
    }

    @Test
    void whatChangedBetweenTheBeginningOfListeningAndTheFirstLookIsToldOf() {
        // Given
        log.create(run("r1"));
        watch.begin();
        watch.subscribe(heard::add);
        end();

        // When
        watch.look();

        // Then
        assertThat(heard).extracting(RunSeen::status).containsExactly(RunStatus.COMPLETED);
    }

    @Test
    void aRunThatHasNewEntriesIsToldOfOnce() {
        // Given
        log.create(run("r1"));
        watch.begin();
        watch.subscribe(heard::add);
        watch.look();
        log.append(R1, actions("a", 3));

        // When
        watch.look();
        watch.look();

        // Then
        assertThat(heard).hasSize(1).allSatisfy(seen -> {
            assertThat(seen.id()).isEqualTo(R1);
            assertThat(seen.status()).isEqualTo(RunStatus.RUNNING);
            assertThat(seen.entries()).isEqualTo(3);
        });
    }

    @Test
    void theEndOfAnOldRunIsToldOf() {
        // Given
        log.create(run("r1"));
        IntStream.range(0, MORE_THAN_ARE_LOOKED_AT)
                .forEach(at -> log.create(run("later-" + at, RunExamples.NOON.plusSeconds(1 + at))));
        watch.begin();
        watch.subscribe(heard::add);
        watch.look();
        end();

        // When
        watch.look();

        // Then
        assertThat(heard).extracting(RunSeen::status).containsExactly(RunStatus.COMPLETED);
    }

    @Test
    void whoDoesNotListenAnyMoreHearsNothing() {
        // Given
        log.create(run("r1"));
        watch.begin();
        Runnable leave = watch.subscribe(heard::add);
        watch.look();
        leave.run();
        log.append(R1, actions("a", 1));

        // When
        watch.look();

        // Then
        assertThat(heard).isEmpty();
    }
}
