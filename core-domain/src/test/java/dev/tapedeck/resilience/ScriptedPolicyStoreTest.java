package dev.tapedeck.resilience;

final class ScriptedPolicyStoreTest extends PolicyStoreContract {
    private final ScriptedPolicyStore store = new ScriptedPolicyStore();

    @Override
    protected PolicyStore store() {
        return store;
    }

    @Override
    protected PolicyStore reopened() {
        return store;
    }
}
