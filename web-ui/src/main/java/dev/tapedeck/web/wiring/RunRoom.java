package dev.tapedeck.web.wiring;

import dev.tapedeck.build.PriceList;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.playbook.Playbooks;
import dev.tapedeck.redaction.Redactor;
import dev.tapedeck.resilience.ReadOnlyGuard;
import dev.tapedeck.resilience.ServiceName;
import dev.tapedeck.run.GuardedRunLog;
import dev.tapedeck.run.LiveSources;
import dev.tapedeck.run.RunJournal;
import dev.tapedeck.run.RunLog;
import dev.tapedeck.run.Runs;
import dev.tapedeck.run.Sanitiser;
import dev.tapedeck.web.gateway.RunCalls;
import dev.tapedeck.web.gateway.Transcripts;
import dev.tapedeck.web.schedule.RunRounds;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import org.jboss.logging.Logger;

/** The part of the house in which runs are written down. */
@Singleton
class RunRoom {
    private static final Logger LOG = Logger.getLogger(RunRoom.class);

    private final Settings settings;

    RunRoom(TapedeckConfig config) {
        this.settings = new Settings(config);
    }

    @Produces
    @Singleton
    RunLog log(Stores stores, Guards guards) {
        RunLog log = stores.runs();
        return stores.onTheNetwork() ? new GuardedRunLog(log, guards.of(ServiceName.RUN_STORE)) : log;
    }

    @Produces
    @Singleton
    Sanitiser sanitiser(Redactor redactor) {
        return new Sanitiser(redactor);
    }

    @Produces
    @Singleton
    LiveSources sources(ReadOnlyGuard live, Time time) {
        return new LiveSources(live, settings.runHosts(), time);
    }

    @Produces
    @Singleton
    RunJournal journal(RunLog log, Sanitiser sanitiser, Time time) {
        return new RunJournal(
                log,
                sanitiser,
                time,
                settings.journal(),
                failure -> LOG.errorf(
                        "run.lost error=%s message=\"%s\"",
                        failure.code(), failure.message().replace('"', '\'')));
    }

    @Produces
    @Singleton
    Runs runs(RunLog log, RunJournal journal, Sanitiser sanitiser, LiveSources sources, Time time) {
        return new Runs(log, journal, sanitiser, sources::whole, time, settings.runs());
    }

    @Produces
    @Singleton
    RunCalls calls(Runs runs, Transcripts transcripts, PriceList prices) {
        return new RunCalls(runs, transcripts, prices);
    }

    @Produces
    @Singleton
    RunRounds rounds(Runs runs, RunJournal journal, Playbooks playbooks) {
        return new RunRounds(runs, journal, playbooks);
    }

    void start(@Observes StartupEvent event, RunRounds rounds, Scheduler scheduler) {
        rounds.start(scheduler);
    }

    /** Before the house closes what runs are kept in. */
    void stop(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) ShutdownEvent event, RunRounds rounds)
            throws InterruptedException {
        rounds.stop();
    }
}
