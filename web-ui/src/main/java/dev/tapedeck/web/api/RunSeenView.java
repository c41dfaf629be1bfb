package dev.tapedeck.web.api;

import dev.tapedeck.web.run.RunSeen;

/** A run that has changed. */
record RunSeenView(String id, String name, String status, long entries) {
    static RunSeenView of(RunSeen seen) {
        return new RunSeenView(
                seen.id().value(), seen.name().value(), seen.status().id(), seen.entries());
    }
}
