package dev.tapedeck.web.schedule;

import dev.tapedeck.cassette.Sessions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;

/** Ends implicit sessions that nobody uses any more. */
@ApplicationScoped
class IdleSessions {
    private final Sessions sessions;

    IdleSessions(Sessions sessions) {
        this.sessions = sessions;
    }

    @Scheduled(every = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void close() {
        sessions.closeIdle();
    }
}
