package dev.tapedeck.build;

import java.time.Instant;
import java.util.Locale;

/**
 * Something that happened to a build.
 *
 * @param number from 1 in its build, without gaps
 * @param message for people; holds no prompt and no answer
 */
public record BuildEvent(BuildId build, long number, Instant at, Kind kind, String message) {
    public enum Kind {
        BUILD_STARTED,
        BUILD_RESUMED,
        BUILD_WAITING,
        BUILD_ENDED,
        BUILD_CANCELLING,
        BUILD_RESET,
        LAYER_STARTED,
        LAYER_ENDED,
        UNITS_CHANGED,
        BATCH_SUBMITTED,
        BATCH_CHANGED,
        BATCH_UNCERTAIN,
        POLL_FAILED;

        /** As it is named outside: {@code batch.submitted}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '.');
        }
    }
}
