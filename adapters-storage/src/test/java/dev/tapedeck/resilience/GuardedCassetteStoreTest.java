package dev.tapedeck.resilience;

import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.CassetteStoreContract;
import dev.tapedeck.storage.memory.MemoryCassetteStore;

/** Guarded or not, a store keeps its promises. */
final class GuardedCassetteStoreTest extends CassetteStoreContract {
    private final CassetteStore store =
            new GuardedCassetteStore(new MemoryCassetteStore(), new Resilient().storeCalls());

    @Override
    protected CassetteStore store() {
        return store;
    }
}
