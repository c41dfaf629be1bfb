package dev.tapedeck.web.schedule;

import dev.tapedeck.cassette.Retirement;
import dev.tapedeck.exchange.FailedCall;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Removes what retention no longer keeps, and says so. */
@ApplicationScoped
class RetirementRounds {
    private static final Logger LOG = Logger.getLogger(RetirementRounds.class);

    private final Retirement retirement;

    RetirementRounds(Retirement retirement) {
        this.retirement = retirement;
    }

    @Scheduled(every = "1h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void run() {
        try {
            Retirement.Round round = retirement.run();
            round.removed().forEach(gone -> LOG.infof("Removed cassette %s: %s", gone.name(), gone.reason()));
            round.failures().forEach(failure -> LOG.warnf("A cassette could not be removed: %s", failure.message()));
        } catch (FailedCall failed) {
            LOG.warnf("Retention waits for its next round: %s", failed.failure().message());
        }
    }
}
