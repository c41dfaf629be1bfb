package dev.tapedeck.web.api;

import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Which event of a run a follower has seen last: an entry, or one that the run's own program told. What the two are told
 * apart by is that the latter is marked.
 *
 * @param entry the number of the entry; 0 if it was none
 * @param live the id that the program gave its event
 */
@Schema(type = SchemaType.STRING, pattern = "[0-9]{1,18}|live:.+", defaultValue = "0")
record RunEventId(long entry, Optional<String> live) {
    private static final String LIVE = "live:";

    /** The id under which an event of the program is passed on. */
    static String live(String id) {
        return LIVE + id;
    }

    /** Reads a header. */
    static RunEventId valueOf(String text) {
        return text.startsWith(LIVE)
                ? new RunEventId(0, Optional.of(text.substring(LIVE.length())))
                : new RunEventId(EventNumber.valueOf(text).value(), Optional.empty());
    }
}
