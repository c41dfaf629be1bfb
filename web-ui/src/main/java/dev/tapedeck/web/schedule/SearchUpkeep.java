package dev.tapedeck.web.schedule;

import dev.tapedeck.cassette.InteractionIndex;
import dev.tapedeck.exchange.FailedCall;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Keeps the search index near to what is recorded, so that a search has little to wait for. */
@ApplicationScoped
class SearchUpkeep {
    private final InteractionIndex index;

    SearchUpkeep(InteractionIndex index) {
        this.index = index;
    }

    @Scheduled(every = "15s", delayed = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void catchUp() {
        try {
            index.catchUp(Duration.ZERO);
        } catch (FailedCall reportedByTheIndex) {
            // the next round tries again
        }
    }
}
