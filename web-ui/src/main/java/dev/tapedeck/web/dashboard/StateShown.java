package dev.tapedeck.web.dashboard;

import dev.tapedeck.build.BatchState;
import dev.tapedeck.build.BuildState;
import dev.tapedeck.build.LayerState;
import dev.tapedeck.build.UnitState;
import java.util.Locale;

/**
 * Where something of a build stands, as pages show it: never by colour alone.
 *
 * @param word for people
 * @param tone {@code plain}, {@code live}, {@code good}, {@code warn} or {@code bad}
 * @param sign the name of its symbol
 */
public record StateShown(String word, String tone, String sign) {
    private static final String PLAIN = "plain";
    private static final String LIVE = "live";
    private static final String GOOD = "good";
    private static final String WARN = "warn";
    private static final String BAD = "bad";

    static StateShown of(BuildState state) {
        return switch (state) {
            case PENDING -> pending(state);
            case RUNNING -> running(state);
            case WAITING -> waiting(state);
            case COMPLETED -> done(state);
            case COMPLETED_WITH_ERRORS -> new StateShown(word(state), WARN, WARN);
            case FAILED -> failed(state);
            case CANCELLED -> stopped(state);
        };
    }

    static StateShown of(LayerState state) {
        return switch (state) {
            case PENDING -> pending(state);
            case RUNNING -> running(state);
            case WAITING -> waiting(state);
            case COMPLETED -> done(state);
            case PARTIAL -> new StateShown(word(state), WARN, WARN);
            case FAILED -> failed(state);
            case SKIPPED -> stopped(state);
        };
    }

    static StateShown of(UnitState state) {
        return switch (state) {
            case PENDING -> pending(state);
            case QUEUED, SUBMITTED -> waiting(state);
            case SUCCEEDED -> done(state);
            case CACHED -> new StateShown(word(state), GOOD, "replayed");
            case FAILED, EXPIRED -> failed(state);
            case CANCELLED -> stopped(state);
        };
    }

    static StateShown of(BatchState state) {
        return switch (state) {
            case SUBMITTING -> pending(state);
            case QUEUED -> waiting(state);
            case RUNNING -> running(state);
            case CANCELLING -> stopped(state);
            case ENDED -> done(state);
            case REJECTED -> failed(state);
            case UNKNOWN, UNCERTAIN -> new StateShown(word(state), WARN, WARN);
        };
    }

    private static StateShown pending(Enum<?> state) {
        return new StateShown(word(state), PLAIN, "pending");
    }

    private static StateShown running(Enum<?> state) {
        return new StateShown(word(state), LIVE, LIVE);
    }

    private static StateShown waiting(Enum<?> state) {
        return new StateShown(word(state), LIVE, "waiting");
    }

    private static StateShown done(Enum<?> state) {
        return new StateShown(word(state), GOOD, GOOD);
    }

    private static StateShown failed(Enum<?> state) {
        return new StateShown(word(state), BAD, BAD);
    }

    private static StateShown stopped(Enum<?> state) {
        return new StateShown(word(state), PLAIN, "stop");
    }

    private static String word(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
