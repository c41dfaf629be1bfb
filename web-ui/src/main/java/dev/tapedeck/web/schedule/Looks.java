package dev.tapedeck.web.schedule;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.web.build.BuildWatch;
import dev.tapedeck.web.run.RunWatch;
import dev.tapedeck.web.watch.Watch;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Sees which builds and runs have changed, for those who listen to events. */
@ApplicationScoped
class Looks {
    private final List<Watch<?, ?>> watches;

    Looks(BuildWatch builds, RunWatch runs) {
        this.watches = List.of(builds, runs);
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void look() {
        watches.forEach(Looks::look);
    }

    private static void look(Watch<?, ?> watch) {
        try {
            watch.look();
        } catch (FailedCall toldByTheRounds) {
            // the next look tries again
        }
    }
}
