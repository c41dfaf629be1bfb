package dev.tapedeck.web.api;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.run.RunId;
import dev.tapedeck.run.Runs;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Somebody who follows a run at its own program. If that is lost before it has sent an event, the run's kept entries are
 * told in its place; later the stream ends with an {@code error}: never do both tell. The run is inactive then. For one
 * thread at a time, but {@link #leave}.
 */
final class LiveFollowing {
    private final LiveEvents source;
    private final RunFollowing kept;
    private final Runs runs;
    private final RunId id;
    private final Sse sse;
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
        return isLive ? live() : kept.look();
    }

    /** Nobody listens any more: the source is let go, which says nothing of the run. By any thread. */
    void leave() {
        isLeft = true;
        source.cancel();
    }

    private List<Optional<OutboundSseEvent>> live() {
        try {
            Optional<OutboundSseEvent> event = source.next();
            if (event.isPresent()) {
                isHeard = true;
                return List.of(event);
            }
            source.close();
            return isHeard ? List.of(Optional.empty()) : lost("its source sent nothing.");
        } catch (FailedCall failed) {
            source.close();
            return isLeft
                    ? List.of(Optional.empty())
                    : lost("its source was lost: " + failed.failure().message());
        }
    }

    private List<Optional<OutboundSseEvent>> lost(String why) {
        isLive = false;
        runs.inactive(id, why);
        return isHeard ? List.of(Optional.of(error(why)), Optional.empty()) : List.of();
    }

    private OutboundSseEvent error(String why) {
        return sse.newEventBuilder()
                .name("error")
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(Map.class, Map.of("message", "The run is inactive: " + why))
                .build();
    }
}
