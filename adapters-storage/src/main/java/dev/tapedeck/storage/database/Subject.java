package dev.tapedeck.storage.database;

import dev.tapedeck.build.ArtifactId;
import dev.tapedeck.build.BuildId;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.run.RunId;

/**
 * What rows tell of, and what can be done if they can't be understood.
 *
 * @param what for people: {@code build 'b1'}
 * @param wayOut a sentence
 */
record Subject(String what, String wayOut) {
    /** Rows of which it isn't known yet what they tell of. */
    static final Subject BUILDS = new Subject("a build", "Start the version that ran it.");

    static final Subject ARTIFACTS = new Subject("an artifact", "Start the version that made it.");

    static final Subject RUNS = new Subject("a run", "Start the version that kept it.");

    static Subject of(RunId run) {
        return new Subject("run '%s'".formatted(run), "Start the version that kept it.");
    }

    static Subject of(BuildId build) {
        return new Subject(
                "build '%s'".formatted(build),
                "Start the version that ran it, or reset it: POST /api/v1/builds/%s/reset.".formatted(build));
    }

    static Subject of(ArtifactId artifact) {
        return new Subject(
                "artifact %s".formatted(artifact),
                "Start the version that made it, or have it made again by a build with \"cache\": false.");
    }

    FailedCall damaged(String column) {
        return FailedCall.rejected(new Failure.Damaged(
                "What is kept of %s can't be read by this version of Tapedeck (column %s of its row). %s"
                        .formatted(what, column, wayOut)));
    }
}
