package dev.tapedeck.storage.memory;

import dev.tapedeck.resilience.PolicyStore;
import dev.tapedeck.resilience.PolicyStoreContract;

final class MemoryPolicyStoreTest extends PolicyStoreContract {
    private final PolicyStore store = new MemoryPolicyStore();

    @Override
    protected PolicyStore store() {
        return store;
    }

    @Override
    protected PolicyStore reopened() {
        return store;
    }
}
