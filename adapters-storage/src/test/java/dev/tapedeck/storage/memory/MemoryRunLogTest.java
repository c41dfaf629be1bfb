package dev.tapedeck.storage.memory;

import dev.tapedeck.run.RunLog;
import dev.tapedeck.run.RunLogContract;

final class MemoryRunLogTest extends RunLogContract {
    private final RunLog log = new MemoryRunLog();

    @Override
    protected RunLog log() {
        return log;
    }

    @Override
    protected RunLog reopened() {
        return log;
    }
}
