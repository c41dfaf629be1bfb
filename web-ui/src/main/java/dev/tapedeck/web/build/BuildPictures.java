package dev.tapedeck.web.build;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tapedeck.build.Build;
import dev.tapedeck.build.BuildId;
import dev.tapedeck.build.BuildState;
import dev.tapedeck.build.BuildStore;
import dev.tapedeck.build.Builds;
import dev.tapedeck.exchange.Listed;
import dev.tapedeck.pipeline.CheckedPipeline;
import dev.tapedeck.pipeline.Layer;
import dev.tapedeck.pipeline.Pipeline;
import dev.tapedeck.pipeline.PipelineName;
import dev.tapedeck.pipeline.PipelineStore;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Looks at builds. Thread-safe; may block. */
@Singleton
public final class BuildPictures {
    /** How many builds under way are looked at; far more than a node works on. */
    static final int UNDER_WAY = 100;

    private static final int PIPELINES = 200;

    private final Builds builds;
    private final BuildStore store;
    private final PipelineStore pipelines;

    /** What a build's own pipeline says of its layers: it stays the same as long as there is the build. */
    private final Cache<BuildId, Map<String, Layer>> layers =
            Caffeine.newBuilder().maximumSize(PIPELINES).build();

    BuildPictures(Builds builds, BuildStore store, PipelineStore pipelines) {
        this.builds = builds;
        this.store = store;
        this.pipelines = pipelines;
    }

    /** The states of builds that haven't ended. */
    public static Set<BuildState> goingOn() {
        return Arrays.stream(BuildState.values())
                .filter(Predicate.not(BuildState::ended))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** @throws dev.tapedeck.exchange.FailedCall {@code Unknown}, if there is no such build */
    public BuildPicture fetch(BuildId id) {
        return of(builds.fetch(id));
    }

    public BuildPicture of(Build build) {
        return BuildPicture.of(build, store.layers(build.id()), layersOf(build), store.counts(build.id()));
    }

    /** As {@link BuildStore#list}; one whose layers can't be understood is unreadable too. */
    public List<Listed<BuildId, BuildPicture>> list(
            Set<BuildState> states, Optional<PipelineName> pipeline, Optional<BuildId> before, int limit) {
        return store.list(states, pipeline, before, limit).stream()
                .map(listed -> listed.map(this::of))
                .toList();
    }

    private Map<String, Layer> layersOf(Build build) {
        return layers.get(build.id(), id -> switch (pipelines.check(build.text())) {
            case CheckedPipeline.Valid(Pipeline pipeline) ->
                pipeline.layers().stream().collect(Collectors.toMap(Layer::name, layer -> layer));
            case CheckedPipeline.Broken broken -> Map.of();
        });
    }
}
