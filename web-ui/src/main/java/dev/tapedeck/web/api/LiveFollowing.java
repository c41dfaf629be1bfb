package dev.tapedeck.web.api;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.run.LiveSources;
import dev.tapedeck.run.RunId;
import dev.tapedeck.run.Runs;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Somebody who follows a run at its own program. If that is lost before it has sent an event, the run's kept entries are
 * told in its place; later the stream ends with an {@code error}: never do both tell. The run is inactive then, unless it
 * has come to its end by itself. For one thread at a time, but {@link #leave}.
 */
final class LiveFollowing {
    private final LiveEvents source;
    private final RunFollowing kept;
    private final Runs runs;
    private final RunId id;
    private final Sse sse;
    private final ReentrantLock pulling = new ReentrantLock();
    private boolean isLive = true;
    private boolean isHeard;
    private volatile boolean isLeft;

    LiveFollowing(LiveEvents source, RunFollowing kept, Runs runs, RunId id, Sse sse) {
        this.source = source;
        this.kept = kept;
        this.runs = runs;
        this.id = id;
        this.sse = sse;
    }

    /** What is new; nothing at its end. */
    List<Optional<OutboundSseEvent>> next() {
        if (!isLive) {
            return kept.look();
        }
        pulling.lock();
        try {
            return live();
        } finally {
            pulling.unlock();
        }
    }

    /** Nobody listens any more: the source is let go, which says nothing of the run. By any thread; doesn't block. */
    void leave() {
        isLeft = true;
        source.cancel();
        Thread.startVirtualThread(this::close);
    }

    private void close() {
        pulling.lock();
        try {
            source.close();
        } finally {
            pulling.unlock();
        }
    }

    private List<Optional<OutboundSseEvent>> live() {
        try {
            Optional<OutboundSseEvent> event = source.next();
            if (event.isPresent()) {
                isHeard = true;
                return List.of(event);
            }
            return isHeard ? ended("") : lost("its source sent nothing.", true);
        } catch (FailedCall failed) {
            return isLeft
                    ? List.of(Optional.empty())
                    : lost("its source was lost: " + failed.failure().message(), LiveSources.isGone(failed.failure()));
        }
    }

    private List<Optional<OutboundSseEvent>> lost(String why, boolean isGone) {
        isLive = false;
        source.close();
        boolean wentOn = !runs.fetch(id).status().ended();
        if (isGone && wentOn) {
            runs.inactive(id, why);
        }
        return isHeard ? ended(wentOn ? why : "") : List.of();
    }

    /** @param why something is wrong; nothing, if nothing is */
    private List<Optional<OutboundSseEvent>> ended(String why) {
        Optional<OutboundSseEvent> last = why.isEmpty()
                ? kept.complete()
                : Optional.of(EventStreams.error(sse, "The live stream broke off: " + why));
        return last.isPresent() ? List.of(last, Optional.empty()) : List.of(Optional.empty());
    }
}
