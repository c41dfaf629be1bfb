package dev.tapedeck.web.api;

import dev.tapedeck.build.BuildEvent;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** Something that happened to a build. */
record BuildEventView(long number, Instant at, String kind, String message) {
    static BuildEventView of(BuildEvent event, UnaryOperator<String> plain) {
        return new BuildEventView(event.number(), event.at(), event.kind().id(), plain.apply(event.message()));
    }
}
