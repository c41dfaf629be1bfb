package dev.tapedeck.storage.memory;

import dev.tapedeck.build.BuildStore;
import dev.tapedeck.build.BuildStoreContract;
import dev.tapedeck.exchange.VirtualTime;
import java.time.Duration;

final class MemoryBuildStoreTest extends BuildStoreContract {
    private final VirtualTime time = new VirtualTime();
    private final BuildStore store = new MemoryBuildStore(time);

    @Override
    protected BuildStore store() {
        return store;
    }

    @Override
    protected BuildStore reopened() {
        return store;
    }

    @Override
    protected void timePasses(Duration passing) {
        time.advance(passing);
    }
}
