package dev.tapedeck.web.schedule;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.resilience.Policies;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Takes over the policies that other nodes have changed, within a few seconds. */
@ApplicationScoped
class PolicyRefresh {
    private static final Logger LOG = Logger.getLogger(PolicyRefresh.class);

    private final Policies policies;

    PolicyRefresh(Policies policies) {
        this.policies = policies;
    }

    @Scheduled(every = "3s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void run() {
        try {
            policies.refresh();
        } catch (FailedCall failed) {
            LOG.warnf(
                    "Policies stay as they are until the next look: %s",
                    failed.failure().message());
        }
    }
}
