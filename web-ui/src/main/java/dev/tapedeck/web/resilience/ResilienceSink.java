package dev.tapedeck.web.resilience;

import com.github.benmanes.caffeine.cache.Scheduler;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.resilience.ResilienceEvent;
import jakarta.inject.Singleton;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Takes every event of resilience, and makes it seen: counted one by one; in the log and the feed thinned out, with texts
 * that are fit to be shown.
 */
@Singleton
public final class ResilienceSink implements Consumer<ResilienceEvent> {
    private static final Logger LOG = Logger.getLogger(ResilienceSink.class);

    private final ResilienceFigures figures;
    private final ResilienceFeed feed;
    private final PlainText plain;
    private final Bursts bursts;

    ResilienceSink(ResilienceFigures figures, ResilienceFeed feed, PlainText plain, Time time) {
        this.figures = figures;
        this.feed = feed;
        this.plain = plain;
        this.bursts = new Bursts(time, Scheduler.systemScheduler(), this::show);
    }

    @Override
    public void accept(ResilienceEvent event) {
        try {
            figures.seen(event);
            if (!(event instanceof ResilienceEvent.AttemptEnded)) {
                bursts.seen(event);
            }
        } catch (RuntimeException fault) {
            LOG.errorf(fault, "%s of %s could not be shown", event.name(), event.service());
        }
    }

    /** Shows what is still held back: call it last, when Tapedeck stops. */
    public void flush() {
        bursts.flush();
    }

    private void show(ResilienceEvent event, long times) {
        ResilienceSeen seen = ResilienceSeen.of(event, plain::brief).standingFor(times);
        LOG.log(level(event), seen.line());
        feed.seen(seen);
    }

    private static Logger.Level level(ResilienceEvent event) {
        return switch (event.name()) {
            case "circuit.opened", "circuit.rejected", "circuit.paused", "circuit.models_full", "retry.exhausted" ->
                Logger.Level.WARN;
            default -> Logger.Level.INFO;
        };
    }
}
