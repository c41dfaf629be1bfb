package dev.tapedeck.web.dashboard;

import dev.tapedeck.build.BatchState;
import dev.tapedeck.build.BuildState;
import dev.tapedeck.build.LayerState;
import dev.tapedeck.build.UnitState;
import dev.tapedeck.run.RunEntry;
import dev.tapedeck.run.RunStatus;
import dev.tapedeck.run.StepResult;
import java.util.Locale;

/**
 * Where something of a build or a run stands, as pages show it: never by colour alone.
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

    static StateShown of(RunStatus status) {
        return switch (status) {
            case STARTING -> pending(status);
            case RUNNING -> running(status);
            case COMPLETED -> done(status);
            case FAILED, TIMEOUT -> failed(status);
            case TERMINATED -> stopped(status);
        };
    }

    static StateShown of(RunEntry.Step.Event event) {
        return switch (event) {
            case STARTED -> running(event);
            case ATTEMPT_FAILED, RECOVERING -> new StateShown(word(event), WARN, WARN);
            case SUCCEEDED -> done(event);
            case FAILED -> failed(event);
        };
    }

    static StateShown of(RunEntry.Notice.Severity severity) {
        return switch (severity) {
            case HINT -> new StateShown(word(severity), PLAIN, WARN);
            case WARNING -> new StateShown(word(severity), WARN, WARN);
            case STOP -> new StateShown(word(severity), BAD, "stop");
        };
    }

    /** A step's end; one of a dry run was only looked at. */
    static StateShown of(StepResult step) {
        if (!step.success()) {
            return failed();
        }
        if (step.recovered()) {
            return new StateShown("recovered", WARN, "fallback");
        }
        return step.attempts() == 0 ? new StateShown("checked", PLAIN, GOOD) : new StateShown("succeeded", GOOD, GOOD);
    }

    static StateShown done() {
        return new StateShown("done", GOOD, GOOD);
    }

    static StateShown failed() {
        return new StateShown("failed", BAD, BAD);
    }

    /** So many things are missing. */
    static StateShown missing() {
        return new StateShown("gap", WARN, WARN);
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
