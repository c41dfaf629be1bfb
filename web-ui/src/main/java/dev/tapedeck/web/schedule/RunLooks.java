package dev.tapedeck.web.schedule;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.web.run.RunWatch;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;

/** Sees which runs have changed, for those who listen to events. */
@ApplicationScoped
class RunLooks {
    private final RunWatch watch;

    RunLooks(RunWatch watch) {
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
