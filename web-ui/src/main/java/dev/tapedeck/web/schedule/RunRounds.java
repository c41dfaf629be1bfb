package dev.tapedeck.web.schedule;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.playbook.Playbooks;
import dev.tapedeck.run.Run;
import dev.tapedeck.run.RunId;
import dev.tapedeck.run.RunJournal;
import dev.tapedeck.run.Runs;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.scheduler.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Writes what runs leave in the journal, ends those that are silent, and all that are open when the process stops. */
public final class RunRounds {
    private static final Logger LOG = Logger.getLogger(RunRounds.class);
    private static final Duration ROUND = Duration.ofSeconds(5);
    private static final Duration LONGEST_END = Duration.ofSeconds(15);

    private final Runs runs;
    private final RunJournal journal;
    private final Playbooks playbooks;
    private final Thread keeper;
    private volatile boolean stopping;

    public RunRounds(Runs runs, RunJournal journal, Playbooks playbooks) {
        this.runs = runs;
        this.journal = journal;
        this.playbooks = playbooks;
        this.keeper = Thread.ofVirtual().name("run-journal").unstarted(this::keep);
    }

    public void start(Scheduler scheduler) {
        keeper.start();
        scheduler
                .newJob("run-rounds")
                .setInterval(ROUND.toString())
                .setConcurrentExecution(ConcurrentExecution.SKIP)
                .setTask(execution -> endSilent(), true)
                .schedule();
    }

    private void keep() {
        try {
            journal.keep();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void endSilent() {
        if (stopping) {
            return;
        }
        try {
            playbooks
                    .beat()
                    .forEach(failure -> LOG.warnf(
                            "run.not_seen error=%s message=\"%s\"",
                            failure.code(), failure.message().replace('"', '\'')));
            int ended = runs.endSilent();
            if (ended > 0) {
                LOG.infof("run.inactive runs=%d", ended);
            }
        } catch (FailedCall failed) {
            LOG.warnf("run.round_failed error=%s", failed.failure().code());
        }
    }

    /** All at once: one whose trace can't be had holds up no other, and whoever takes too long is left to the next start. */
    private void endAll() throws InterruptedException {
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        List<RunId> open = List.copyOf(runs.here());
        List<Future<Run>> ends = threads.invokeAll(
                open.stream().<Callable<Run>>map(id -> () -> runs.terminate(id)).toList(),
                LONGEST_END.toMillis(),
                TimeUnit.MILLISECONDS);
        threads.shutdownNow();
        for (int at = 0; at < ends.size(); at++) {
            tell(open.get(at), ends.get(at));
        }
    }

    private static void tell(RunId id, Future<Run> end) {
        if (end.state() == Future.State.CANCELLED) {
            LOG.warnf("run.not_ended run=%s message=\"It took too long\"", id);
        } else if (end.state() == Future.State.FAILED) {
            String error = end.exceptionNow() instanceof FailedCall failed
                    ? failed.failure().code()
                    : end.exceptionNow().getClass().getSimpleName();
            LOG.warnf("run.not_ended run=%s error=%s", id, error);
        }
    }

    /** Ends the open runs of this process, and writes what is left. */
    public void stop() throws InterruptedException {
        stopping = true;
        endAll();
        journal.end();
        if (!keeper.join(LONGEST_END)) {
            LOG.error("run.journal_left message=\"What had happened in runs couldn't be written in time\"");
        }
    }
}
