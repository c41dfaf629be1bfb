package dev.tapedeck.web.build;

import dev.tapedeck.build.Build;
import dev.tapedeck.build.BuildId;
import dev.tapedeck.build.BuildStore;
import dev.tapedeck.build.BuildStore.Listed;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Tells whoever listens which builds have changed, whichever node works on them: it looks at those under way and at the
 * newest. While nobody listens nothing is looked at. Thread-safe.
 */
@Singleton
public final class BuildWatch {
    private static final int NEWEST = 20;

    private final BuildStore store;
    private final BuildPictures pictures;
    private final List<Consumer<BuildSeen>> listeners = new CopyOnWriteArrayList<>();
    private Optional<Map<BuildId, BuildSeen>> before = Optional.empty();

    BuildWatch(BuildStore store, BuildPictures pictures) {
        this.store = store;
        this.pictures = pictures;
    }

    /**
     * Calls the listener with each build that has changed, from now on; it must not block.
     *
     * @return ends it
     */
    public Runnable subscribe(Consumer<BuildSeen> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Looks once. */
    public synchronized void look() {
        if (listeners.isEmpty()) {
            before = Optional.empty();
            return;
        }
        Map<BuildId, BuildSeen> now = seen();
        before.ifPresent(last -> now.values().stream()
                .filter(seen -> !seen.equals(last.get(seen.id())))
                .forEach(seen -> listeners.forEach(listener -> listener.accept(seen))));
        before = Optional.of(now);
    }

    private Map<BuildId, BuildSeen> seen() {
        Map<BuildId, BuildSeen> seen = new HashMap<>();
        Stream.of(
                        store.list(
                                BuildPictures.goingOn(), Optional.empty(), Optional.empty(), BuildPictures.UNDER_WAY),
                        store.list(Set.of(), Optional.empty(), Optional.empty(), NEWEST))
                .map(Listed::readable)
                .flatMap(List::stream)
                .forEach(build -> glance(build, seen));
        wentOn().filter(id -> !seen.containsKey(id))
                .flatMap(id -> BuildPictures.unlessDamaged(() -> store.find(id)).stream())
                .flatMap(Optional::stream)
                .toList()
                .forEach(build -> glance(build, seen));
        return seen;
    }

    private void glance(Build build, Map<BuildId, BuildSeen> seen) {
        if (!seen.containsKey(build.id())) {
            BuildPictures.unlessDamaged(() -> glance(build)).ifPresent(one -> seen.put(build.id(), one));
        }
    }

    /** One that has ended is counted only once. */
    private BuildSeen glance(Build build) {
        return before.flatMap(last -> Optional.ofNullable(last.get(build.id())))
                .filter(last -> last.state().ended() && last.changedAt().equals(build.updatedAt()))
                .orElseGet(() -> BuildSeen.of(pictures.of(build)));
    }

    /** Those that were under way at the last look, and may have ended since. */
    private Stream<BuildId> wentOn() {
        return before.stream()
                .flatMap(last -> last.values().stream())
                .filter(last -> !last.state().ended())
                .map(BuildSeen::id);
    }
}
