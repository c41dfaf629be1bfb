package dev.tapedeck.chaos;

import dev.tapedeck.support.Caller;
import dev.tapedeck.support.Gate;
import dev.tapedeck.support.RawAnswer;
import dev.tapedeck.support.RawClient;
import dev.tapedeck.support.SessionUnderTest;
import dev.tapedeck.support.TapedeckProcess;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Eight clients that record as fast as they are answered, until the process is gone: six in one session on one cassette,
 * two in short sessions of their own, so that sessions close all the time.
 */
final class Writers {
    static final int TOGETHER = 6;
    static final int ALONE = 2;
    private static final int SHORT = 5;

    private final TapedeckProcess process;
    private final Caller caller;
    private final Ledger ledger;
    private final Gate fuse;
    private final String round;
    private volatile boolean killed;

    /** @param round part of every question's name; unique */
    Writers(TapedeckProcess process, Caller caller, Ledger ledger, Gate fuse, String round) {
        this.process = process;
        this.caller = caller;
        this.ledger = ledger;
        this.fuse = fuse;
        this.round = round;
    }

    /** Lets them write, kills the process when the fuse has burnt down, and waits until all of them have noticed. */
    void writeUntilKilled(String shared, List<String> own) {
        SessionUnderTest session = caller.open(shared, "record");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int writer = 0; writer < TOGETHER; writer++) {
                String name = round + "-" + writer;
                running.add(threads.submit(() -> untilKilled(() -> ask(session, shared, name, Integer.MAX_VALUE))));
            }
            for (String cassette : own) {
                running.add(threads.submit(() -> untilKilled(() -> askInShortSessions(cassette))));
            }
            awaitFuse();
            running.forEach(Writers::joined);
        }
    }

    /** Kills the process also when the fuse doesn't burn down in time: else the writers would write for ever. */
    private void awaitFuse() {
        try {
            fuse.await();
        } finally {
            killed = true;
            process.kill9();
        }
    }

    /** A writer that ends before the kill ends the run: nobody waits for what it would have written. */
    private void untilKilled(Runnable writing) {
        try {
            writing.run();
        } finally {
            fuse.openWide();
        }
    }

    private static void joined(Future<?> writer) {
        try {
            writer.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        } catch (ExecutionException failed) {
            throw new AssertionError("A writer was disturbed by something else than the kill.", failed.getCause());
        }
    }

    private void askInShortSessions(String cassette) {
        for (int session = 0; !killed; session++) {
            askInShortSession(cassette, "%s-%s-%d".formatted(round, cassette, session));
        }
    }

    private void askInShortSession(String cassette, String name) {
        try {
            SessionUnderTest session = caller.open(cassette, "record");
            ask(session, cassette, name, SHORT);
            session.close();
        } catch (UncheckedIOException killed) {
            onlyIfKilled(killed);
        }
    }

    private void ask(SessionUnderTest session, String cassette, String name, int times) {
        try (RawClient client = RawClient.connected(process)) {
            boolean answered = true;
            for (int call = 0; answered && call < times; call++) {
                answered = ask(client, session, cassette, new Question(name + "-" + call));
            }
        } catch (UncheckedIOException killed) {
            onlyIfKilled(killed);
        }
    }

    private boolean ask(RawClient client, SessionUnderTest session, String cassette, Question question) {
        RawAnswer answer =
                client.post(session.door("real") + "/ask", question.request()).readAnswer();
        if (question.acknowledgedBy(answer)) {
            ledger.acknowledge(cassette, question);
            fuse.open();
            return answer.whole();
        }
        if (answer.status() != 200 || answer.whole()) {
            throw new IllegalStateException("Not the answer to %s: %s".formatted(question, answer));
        }
        return false;
    }

    private void onlyIfKilled(UncheckedIOException broken) {
        if (!killed) {
            throw broken;
        }
    }
}
