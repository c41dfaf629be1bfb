package dev.tapedeck.storage.memory;

import dev.tapedeck.build.ArtifactStore;
import dev.tapedeck.build.ArtifactStoreContract;

final class MemoryArtifactStoreTest extends ArtifactStoreContract {
    private final ArtifactStore store = new MemoryArtifactStore();

    @Override
    protected ArtifactStore store() {
        return store;
    }

    @Override
    protected ArtifactStore reopened() {
        return store;
    }
}
