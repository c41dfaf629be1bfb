package dev.tapedeck.web.build;

import dev.tapedeck.build.BuildId;

/** A build as it stands in a list, with its layers. */
public sealed interface BuildRow {
    BuildId id();

    record Readable(BuildPicture picture) implements BuildRow {
        @Override
        public BuildId id() {
            return picture.build().id();
        }
    }

    /**
     * One whose state is damaged.
     *
     * @param why with what can be done, for people
     */
    record Unreadable(BuildId id, String why) implements BuildRow {}
}
