package dev.tapedeck.web.build;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be done to a build as a whole. */
public enum BuildDeed {
    RESUME,
    RETRY,
    CANCEL,
    RESET;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<BuildDeed> find(String id) {
        return Arrays.stream(values()).filter(deed -> deed.id().equals(id)).findFirst();
    }
}
