package dev.tapedeck.web.api;

import dev.tapedeck.web.build.BuildSeen;
import java.util.Map;

/** A build that has changed. */
record BuildSeenView(String id, String pipeline, String state, double progress, Map<String, Long> units) {
    static BuildSeenView of(BuildSeen seen) {
        return new BuildSeenView(
                seen.id().value(),
                seen.pipeline().value(),
                seen.state().name(),
                BuildView.rounded(seen.progress()),
                BuildView.states(seen.units()));
    }
}
