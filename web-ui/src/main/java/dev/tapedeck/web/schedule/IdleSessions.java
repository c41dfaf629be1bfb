package dev.tapedeck.web.schedule;

import dev.tapedeck.cassette.Sessions;
import dev.tapedeck.exchange.FailedCall;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Ends implicit sessions that nobody uses any more, and tells other nodes that this one lives. */
@ApplicationScoped
class IdleSessions {
    private static final Logger LOG = Logger.getLogger(IdleSessions.class);

    private final Sessions sessions;

    IdleSessions(Sessions sessions) {
        this.sessions = sessions;
    }

    @Scheduled(every = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void close() {
        unlessStoreIsDown(sessions::closeIdle);
    }

    /** Every {@link dev.tapedeck.cassette.SessionLedger#BEAT}. */
    @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void beat() {
        unlessStoreIsDown(sessions::beat);
    }

    private static void unlessStoreIsDown(Runnable deed) {
        try {
            deed.run();
        } catch (FailedCall failed) {
            LOG.warn(failed.getMessage());
        }
    }
}
