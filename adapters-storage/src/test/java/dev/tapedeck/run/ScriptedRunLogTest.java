package dev.tapedeck.run;

/** The double keeps the promises, as long as nothing else is scripted. */
final class ScriptedRunLogTest extends RunLogContract {
    private final RunLog log = new ScriptedRunLog();

    @Override
    protected RunLog log() {
        return log;
    }

    @Override
    protected RunLog reopened() {
        return log;
    }
}
