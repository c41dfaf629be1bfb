package dev.tapedeck.web.build;

import dev.tapedeck.build.Batch;
import dev.tapedeck.build.BatchState;
import dev.tapedeck.build.Build;
import dev.tapedeck.build.BuildState;
import dev.tapedeck.build.BuildStore;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Listed;
import dev.tapedeck.exchange.Time;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Which builds are under way, and which ask for attention. While the store doesn't answer there are none, so that pages that
 * tell of other things too can still be read. Thread-safe; may block.
 */
@Singleton
public final class BuildsUnderWay {
    private static final Duration LATELY = Duration.ofHours(24);
    private static final Set<BuildState> BAD = Set.of(BuildState.FAILED, BuildState.COMPLETED_WITH_ERRORS);
    private static final int SHOWN = 5;

    private final BuildPictures pictures;
    private final BuildStore store;
    private final Time time;

    BuildsUnderWay(BuildPictures pictures, BuildStore store, Time time) {
        this.pictures = pictures;
        this.store = store;
        this.time = time;
    }

    /** A batch of a build that people must decide about. */
    public record Undecided(Build build, Batch batch) {}

    /** How many are under way, up to 100. */
    public int count() {
        return unlessDown(this::goingOn).size();
    }

    /** The newest of them, at most 5. */
    public List<BuildPicture> newest() {
        return unlessDown(() -> goingOn().stream()
                .flatMap(build -> Listed.unlessDamaged(() -> pictures.of(build)).stream())
                .limit(SHOWN)
                .toList());
    }

    /** The uncertain batches of builds under way. */
    public List<Undecided> undecided() {
        return unlessDown(() -> goingOn().stream()
                .filter(build -> build.state() == BuildState.WAITING)
                .flatMap(this::undecided)
                .toList());
    }

    private Stream<Undecided> undecided(Build build) {
        return Listed.unlessDamaged(() -> store.batches(build.id())).stream()
                .flatMap(List::stream)
                .filter(batch -> batch.state() == BatchState.UNCERTAIN)
                .map(batch -> new Undecided(build, batch));
    }

    /** Those that ended badly within a day, newest first. */
    public List<Build> endedBadly() {
        return unlessDown(() -> Listed.readable(store.list(BAD, Optional.empty(), Optional.empty(), SHOWN)).stream()
                .filter(build -> build.updatedAt().isAfter(time.now().minus(LATELY)))
                .toList());
    }

    private List<Build> goingOn() {
        return Listed.readable(
                store.list(BuildPictures.goingOn(), Optional.empty(), Optional.empty(), BuildPictures.UNDER_WAY));
    }

    private static <T> List<T> unlessDown(Supplier<List<T>> looked) {
        try {
            return looked.get();
        } catch (FailedCall storeIsDown) {
            return List.of();
        }
    }
}
