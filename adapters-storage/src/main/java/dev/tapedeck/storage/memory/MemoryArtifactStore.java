package dev.tapedeck.storage.memory;

import dev.tapedeck.build.ArtifactId;
import dev.tapedeck.build.ArtifactStore;
import dev.tapedeck.build.BuildId;
import dev.tapedeck.build.Provenance;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.pipeline.PipelineName;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Artifacts in memory, gone with the process. Thread-safe. */
public final class MemoryArtifactStore implements ArtifactStore {
    private static final int MOST = 100;

    private final Map<ArtifactId, Bytes> contents = new ConcurrentHashMap<>();
    private final Map<String, Provenance> byFingerprint = new HashMap<>();
    private final Map<Names, NavigableMap<BuildId, Provenance>> byNames = new HashMap<>();
    private final Map<ArtifactId, Deque<Provenance>> byArtifact = new HashMap<>();

    private record Names(PipelineName pipeline, String layer, String label) {}

    @Override
    public void put(List<Bytes> some) {
        some.forEach(content -> contents.putIfAbsent(ArtifactId.of(content), content));
    }

    @Override
    public Optional<Bytes> find(ArtifactId id) {
        return Optional.ofNullable(contents.get(id));
    }

    @Override
    public Map<ArtifactId, Bytes> find(Collection<ArtifactId> ids) {
        return ids.stream()
                .distinct()
                .filter(contents::containsKey)
                .collect(Collectors.toMap(Function.identity(), contents::get));
    }

    @Override
    public synchronized void note(List<Provenance> provenances) {
        for (Provenance note : provenances) {
            if (!note.equals(byFingerprint.put(note.fingerprint().value(), note))) {
                byNames.computeIfAbsent(
                                new Names(note.pipeline(), note.unit().layer(), note.label()), any -> new TreeMap<>())
                        .put(note.build(), note);
                byArtifact
                        .computeIfAbsent(note.artifact(), any -> new ArrayDeque<>())
                        .addFirst(note);
            }
        }
    }

    @Override
    public synchronized Map<String, Provenance> findMade(Collection<String> fingerprints) {
        return fingerprints.stream()
                .distinct()
                .filter(byFingerprint::containsKey)
                .collect(Collectors.toMap(Function.identity(), byFingerprint::get));
    }

    @Override
    public synchronized List<Provenance> provenances(ArtifactId id) {
        return byArtifact.getOrDefault(id, new ArrayDeque<>()).stream()
                .limit(MOST)
                .toList();
    }

    @Override
    public synchronized Optional<Provenance> findLatest(
            PipelineName pipeline, String layer, String label, BuildId before) {
        return Optional.ofNullable(byNames.get(new Names(pipeline, layer, label)))
                .map(made -> made.lowerEntry(before))
                .map(Map.Entry::getValue);
    }
}
