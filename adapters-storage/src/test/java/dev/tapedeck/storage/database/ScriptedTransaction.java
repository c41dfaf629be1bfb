package dev.tapedeck.storage.database;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Transactions over a list of words: what is added in one that fails is gone again. The first waits at a gate. */
final class ScriptedTransaction implements Transaction {
    /** Breaks the transaction in which it is added. */
    static final String BROKEN = "broken";

    private final List<List<String>> commits = new ArrayList<>();
    private final List<String> open = new ArrayList<>();
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);
    private boolean down;
    private int attempts;

    synchronized void goDown() {
        down = true;
    }

    void openGate() {
        gate.countDown();
    }

    void awaitFirst() {
        await(reached);
    }

    /** Part of a change: puts a word down. */
    synchronized String add(String word) {
        open.add(word);
        return word;
    }

    /** What was committed, one list for each transaction. */
    synchronized List<List<String>> commits() {
        return List.copyOf(commits);
    }

    synchronized int attempts() {
        return attempts;
    }

    @Override
    public void run(Runnable work) {
        reached.countDown();
        await(gate);
        synchronized (this) {
            attempts++;
            open.clear();
            work.run();
            if (down || open.contains(BROKEN)) {
                throw FailedCall.rejected(new Failure.StoreDown("down", Optional.empty()));
            }
            commits.add(List.copyOf(open));
        }
    }

    @Override
    public void forceToDisk() {}

    @Override
    public synchronized boolean answers() {
        return !down;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError("interrupted", interrupted);
        }
    }
}
