package dev.tapedeck.web.schedule;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.web.build.BuildWatch;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;

/** Sees which builds have changed, for those who listen to events. */
@ApplicationScoped
class BuildLooks {
    private final BuildWatch watch;

    BuildLooks(BuildWatch watch) {
        this.watch = watch;
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void look() {
        try {
            watch.look();
        } catch (FailedCall toldByTheRounds) {
            // the next look tries again
        }
    }
}
