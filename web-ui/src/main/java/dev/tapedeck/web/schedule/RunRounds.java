package dev.tapedeck.web.schedule;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.playbook.Playbooks;
import dev.tapedeck.run.RunJournal;
import dev.tapedeck.run.Runs;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.scheduler.Scheduler;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Writes what runs leave in the journal, ends those that are silent, and all that are open when the process stops. */
public final class RunRounds {
    private static final Logger LOG = Logger.getLogger(RunRounds.class);
    private static final Duration ROUND = Duration.ofSeconds(5);
    private static final Duration LONGEST_END = Duration.ofSeconds(20);

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

    /** Ends the open runs of this process, and writes what is left. */
    public void stop() throws InterruptedException {
        stopping = true;
        runs.endAll()
                .forEach(failure -> LOG.warnf(
                        "run.not_ended error=%s message=\"%s\"",
                        failure.code(), failure.message().replace('"', '\'')));
        journal.end();
        if (!keeper.join(LONGEST_END)) {
            LOG.error("run.journal_left message=\"What had happened in runs couldn't be written in time\"");
        }
    }
}
