package dev.tapedeck.build;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.pipeline.PipelineName;
import dev.tapedeck.resilience.StoreCalls;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A store of artifacts that may be down for a while: every call passes a circuit, and reads are made again. */
public final class GuardedArtifactStore implements ArtifactStore {
    private final ArtifactStore store;
    private final StoreCalls calls;

    public GuardedArtifactStore(ArtifactStore store, StoreCalls calls) {
        this.store = store;
        this.calls = calls;
    }

    @Override
    public void put(List<Bytes> contents) {
        calls.change(() -> store.put(contents));
    }

    @Override
    public Optional<Bytes> find(ArtifactId id) {
        return calls.read("find artifact", () -> store.find(id));
    }

    @Override
    public Map<ArtifactId, Bytes> find(Collection<ArtifactId> ids) {
        return calls.read("find artifacts", () -> store.find(ids));
    }

    @Override
    public void note(List<Provenance> provenances) {
        calls.change(() -> store.note(provenances));
    }

    @Override
    public Map<String, Provenance> findMade(Collection<String> fingerprints) {
        return calls.read("find what was made", () -> store.findMade(fingerprints));
    }

    @Override
    public List<Provenance> provenances(ArtifactId id) {
        return calls.read("provenances", () -> store.provenances(id));
    }

    @Override
    public Optional<Provenance> findLatest(PipelineName pipeline, String layer, String label, BuildId before) {
        return calls.read("find the latest", () -> store.findLatest(pipeline, layer, label, before));
    }
}
