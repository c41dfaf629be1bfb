package dev.tapedeck.storage.memory;

import dev.tapedeck.cassette.SessionLedger;
import dev.tapedeck.cassette.SessionLedgerContract;
import dev.tapedeck.exchange.VirtualTime;
import java.time.Duration;

final class MemorySessionLedgerTest extends SessionLedgerContract {
    private final VirtualTime time = new VirtualTime();
    private final SessionLedger ledger = new MemorySessionLedger(time);

    @Override
    protected SessionLedger ledger() {
        return ledger;
    }

    @Override
    protected void timePasses(Duration passing) {
        time.advance(passing);
    }
}
