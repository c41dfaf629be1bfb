package dev.tapedeck.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tapedeck.cassette.SessionId;
import dev.tapedeck.cassette.SessionLedger;
import dev.tapedeck.cassette.SessionLedgerContract;
import dev.tapedeck.cassette.SessionPage;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.storage.memory.MemorySessionLedger;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Guarded or not, a ledger keeps its promises. */
final class GuardedSessionLedgerTest extends SessionLedgerContract {
    private final Resilient resilient = new Resilient();
    private final SessionLedger ledger =
            new GuardedSessionLedger(new MemorySessionLedger(resilient.time), resilient.storeCalls());

    @Override
    protected SessionLedger ledger() {
        return ledger;
    }

    @Override
    protected void timePasses(Duration passing) {
        resilient.time.advance(passing);
    }

    @Test
    void whileTheDatabaseIsKnownToBeDownOnlyEndsReachIt() {
        SessionPage page = ledger.open(entry(replay()));
        circuit().open("test");

        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(() -> ledger.find(new SessionId("nobody")))
                .satisfies(refused -> assertThat(refused.failure()).isInstanceOf(Failure.StoreDown.class));
        assertThatExceptionOfType(FailedCall.class).isThrownBy(page::use);
        page.close();

        circuit().reset("test");
        assertThat(ledger.open()).isEmpty();
    }

    private CircuitBreaker circuit() {
        return resilient.services.of(ServiceName.CASSETTE_STORE).circuit(Optional.empty());
    }
}
