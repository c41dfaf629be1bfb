package dev.tapedeck.resilience;

import static dev.tapedeck.run.RunExamples.R1;
import static dev.tapedeck.run.RunExamples.actions;
import static dev.tapedeck.run.RunExamples.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.run.GuardedRunLog;
import dev.tapedeck.run.RunLog;
import dev.tapedeck.run.RunLogContract;
import dev.tapedeck.storage.memory.MemoryRunLog;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Guarded or not, a store of runs keeps its promises. */
final class GuardedRunLogTest extends RunLogContract {
    private final Resilient resilient = new Resilient();
    private final RunLog log = new GuardedRunLog(new MemoryRunLog(), resilient.storeCalls());

    @Override
    protected RunLog log() {
        return log;
    }

    @Override
    protected RunLog reopened() {
        return log;
    }

    @Test
    void whileTheDatabaseIsKnownToBeDownNobodyWaitsForIt() {
        // Given
        log.create(run("r1"));

        // When
        resilient
                .services
                .of(ServiceName.CASSETTE_STORE)
                .circuit(Optional.empty())
                .open("test");

        // Then
        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(() -> log.append(R1, actions("a", 1)))
                .satisfies(refused -> assertThat(refused.failure()).isInstanceOf(Failure.StoreDown.class));
    }
}
