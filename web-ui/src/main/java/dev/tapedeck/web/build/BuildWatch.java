package dev.tapedeck.web.build;

import dev.tapedeck.build.Build;
import dev.tapedeck.build.BuildId;
import dev.tapedeck.build.BuildStore;
import dev.tapedeck.exchange.Listed;
import dev.tapedeck.web.watch.Watch;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Sees the builds under way and the newest. */
@Singleton
public final class BuildWatch extends Watch<BuildId, BuildSeen> {
    private static final int NEWEST = 20;

    private final BuildStore store;
    private final BuildPictures pictures;

    BuildWatch(BuildStore store, BuildPictures pictures) {
        this.store = store;
        this.pictures = pictures;
    }

    @Override
    protected Map<BuildId, BuildSeen> seen(Map<BuildId, BuildSeen> before) {
        Map<BuildId, BuildSeen> seen = new HashMap<>();
        Stream.of(
                        store.list(
                                BuildPictures.goingOn(), Optional.empty(), Optional.empty(), BuildPictures.UNDER_WAY),
                        store.list(Set.of(), Optional.empty(), Optional.empty(), NEWEST))
                .map(Listed::readable)
                .flatMap(List::stream)
                .forEach(build -> add(build, before, seen));
        mayHaveEnded(before)
                .filter(id -> !seen.containsKey(id))
                .flatMap(id -> Listed.unlessDamaged(() -> store.find(id)).stream())
                .flatMap(Optional::stream)
                .toList()
                .forEach(build -> add(build, before, seen));
        return seen;
    }

    private void add(Build build, Map<BuildId, BuildSeen> before, Map<BuildId, BuildSeen> seen) {
        if (!seen.containsKey(build.id())) {
            Listed.unlessDamaged(() -> glance(build, Optional.ofNullable(before.get(build.id()))))
                    .ifPresent(one -> seen.put(build.id(), one));
        }
    }

    /** One that has ended is counted only once. */
    private BuildSeen glance(Build build, Optional<BuildSeen> before) {
        return before.filter(last -> last.state().ended() && last.changedAt().equals(build.updatedAt()))
                .orElseGet(() -> BuildSeen.of(pictures.of(build)));
    }

    /** Those that were under way, and may have ended since. */
    private static Stream<BuildId> mayHaveEnded(Map<BuildId, BuildSeen> before) {
        return before.values().stream().filter(last -> !last.state().ended()).map(BuildSeen::id);
    }
}
