package dev.tapedeck.web.api;

import dev.tapedeck.build.BuildEvent;
import dev.tapedeck.build.BuildId;
import dev.tapedeck.build.BuildStore;
import dev.tapedeck.web.build.BuildPicture;
import dev.tapedeck.web.build.BuildPictures;
import dev.tapedeck.web.build.BuildSeen;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Somebody who follows one build, look by look. For one thread at a time. */
final class BuildFollowing {
    private static final int AT_ONCE = 500;

    private final BuildPictures pictures;
    private final BuildStore store;
    private final BuildId id;
    private final UnaryOperator<String> plain;
    private final Sse sse;
    private long last;
    private Optional<BuildSeenView> shown = Optional.empty();

    /** @param last the number of the event that was seen last; 0 if none was */
    BuildFollowing(
            BuildPictures pictures, BuildStore store, BuildId id, long last, UnaryOperator<String> plain, Sse sse) {
        this.pictures = pictures;
        this.store = store;
        this.id = id;
        this.last = last;
        this.plain = plain;
        this.sse = sse;
    }

    /** What is new; nothing at its end, if the build has ended and all is told. */
    List<Optional<OutboundSseEvent>> look() {
        BuildPicture picture = pictures.fetch(id); // before its events: none comes after an end that is seen here
        List<BuildEvent> events = store.events(id, last, AT_ONCE);
        List<Optional<OutboundSseEvent>> told = new ArrayList<>();
        events.forEach(event -> told.add(Optional.of(event(event))));
        BuildSeenView now = BuildSeenView.of(BuildSeen.of(picture));
        if (!shown.equals(Optional.of(now))) {
            shown = Optional.of(now);
            told.add(Optional.of(progress(now)));
        }
        last = events.isEmpty() ? last : events.getLast().number();
        if (picture.build().state().ended() && events.size() < AT_ONCE) {
            told.add(Optional.empty());
        }
        return told;
    }

    private OutboundSseEvent event(BuildEvent event) {
        return sse.newEventBuilder()
                .id(String.valueOf(event.number()))
                .name(event.kind().id())
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(BuildEventView.class, BuildEventView.of(event, plain))
                .build();
    }

    private OutboundSseEvent progress(BuildSeenView now) {
        return sse.newEventBuilder()
                .name("progress")
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(BuildSeenView.class, now)
                .build();
    }
}
