package dev.tapedeck.web.build;

import dev.tapedeck.build.BuildId;
import dev.tapedeck.build.BuildState;
import dev.tapedeck.build.UnitState;
import dev.tapedeck.pipeline.PipelineName;
import java.time.Instant;
import java.util.Map;

/**
 * A build, as it was when it was looked at.
 *
 * @param progress from 0 to 1
 * @param units how many are in each state, documents not counted
 * @param changedAt when the build itself was changed last
 */
public record BuildSeen(
        BuildId id,
        PipelineName pipeline,
        BuildState state,
        double progress,
        Map<UnitState, Long> units,
        Instant changedAt) {
    public BuildSeen {
        units = Map.copyOf(units);
    }

    public static BuildSeen of(BuildPicture picture) {
        return new BuildSeen(
                picture.build().id(),
                picture.build().pipeline(),
                picture.build().state(),
                picture.progress(),
                picture.units(),
                picture.build().updatedAt());
    }
}
