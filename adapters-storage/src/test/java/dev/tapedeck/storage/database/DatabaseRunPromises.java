package dev.tapedeck.storage.database;

import static dev.tapedeck.run.RunExamples.R1;
import static dev.tapedeck.run.RunExamples.actions;
import static dev.tapedeck.run.RunExamples.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Listed;
import dev.tapedeck.run.Run;
import dev.tapedeck.run.RunLog;
import dev.tapedeck.run.RunLogContract;
import dev.tapedeck.run.RunMark;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link DatabaseRunLog} promises beyond its port, whichever engine it is on. */
@Timeout(60)
abstract class DatabaseRunPromises extends RunLogContract {
    private final Engine engine;
    private final Sql sql;
    private final RunLog log;

    DatabaseRunPromises(Engine engine) {
        this.engine = engine;
        sql = new Sql(engine);
        log = reopened();
    }

    @Override
    protected RunLog log() {
        return log;
    }

    @Override
    protected final RunLog reopened() {
        return new DatabaseRunLog(new Database(engine, Optional.empty()));
    }

    @BeforeEach
    void emptyTheDatabase() {
        sql.execute("delete from run");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update run set document = '{'",
                "update run set document = '{}'",
                "update run_entry set content = '{\"kind\":\"dream\"}'",
                "update run_entry set content = '[]'"
            })
    void whatCannotBeUnderstoodIsToldToBeDamagedByTheRunsName(String damage) {
        // Given
        log.create(run("r1"));
        log.append(R1, actions("a", 1));

        // When
        sql.execute(damage);

        // Then
        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(() -> {
                    log.find(R1);
                    log.entries(R1, 0, 10);
                })
                .withMessageContaining("run 'r1'")
                .satisfies(failed -> assertThat(failed.failure()).isInstanceOf(Failure.Damaged.class));
    }

    @Test
    void aRunThatCannotBeUnderstoodIsListedAndHarmsNoOther() {
        // Given
        Stream.of("r1", "r2", "r3").forEach(id -> log.create(run(id)));

        // When
        sql.execute("update run set document = '{}' where id = 'r2'");
        List<Listed<RunMark, Run>> first = log.list(Set.of(), Optional.empty(), 2);
        List<Listed<RunMark, Run>> rest =
                log.list(Set.of(), Optional.of(first.getLast().place()), 2);

        // Then
        assertThat(Listed.readable(first)).containsExactly(run("r3"));
        assertThat(Listed.unreadable(first))
                .extracting(Failure.Damaged::message)
                .singleElement()
                .asString()
                .contains("run 'r2'", "column document", "Start the version that kept it");
        assertThat(Listed.readable(rest)).containsExactly(run("r1"));
    }
}
