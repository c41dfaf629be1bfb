package dev.tapedeck.storage.database;

import dev.tapedeck.build.ArtifactId;
import dev.tapedeck.build.ArtifactStore;
import dev.tapedeck.build.BuildId;
import dev.tapedeck.build.Provenance;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.pipeline.PipelineName;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Artifacts in a database. Every method is one transaction. Thread-safe. */
public final class DatabaseArtifactStore implements ArtifactStore {
    private static final String WANTED = Wanted.BY_TEXT + "artifact a on a.id = wanted.item where a.id is not null";

    private final Statements statements;
    private final ProvenanceRows provenances;

    public DatabaseArtifactStore(Database database) {
        statements = new Statements(database.transaction());
        provenances = new ProvenanceRows(statements);
    }

    /** Others may put the same at the same time: each time that is in the way, one more is there at the next look. */
    @Override
    public void put(List<Bytes> contents) {
        SortedMap<ArtifactId, Bytes> byId = new TreeMap<>(); // the same order for everybody: nobody waits in a circle
        contents.forEach(content -> byId.put(ArtifactId.of(content), content));
        for (int looks = byId.size(); !tryToPut(byId, looks == 0); looks--) {}
    }

    private boolean tryToPut(SortedMap<ArtifactId, Bytes> contents, boolean last) {
        try {
            statements.write(() -> putMissing(contents));
            return true;
        } catch (FailedCall inTheWay) {
            if (last || !(inTheWay.failure() instanceof Failure.Conflict)) {
                throw inTheWay;
            }
            return false;
        }
    }

    private void putMissing(SortedMap<ArtifactId, Bytes> contents) {
        Set<String> there = new HashSet<>(statements.select(
                Subject.ARTIFACTS, row -> row.text("id"), "select a.id from " + WANTED, ids(contents.keySet())));
        statements.changeEach(
                "insert into artifact (id, content) values (?, ?)",
                contents.entrySet().stream()
                        .filter(entry -> !there.contains(entry.getKey().value()))
                        .map(entry -> new Object[] {
                            entry.getKey().value(), entry.getValue().array()
                        })
                        .toList());
    }

    @Override
    public Optional<Bytes> find(ArtifactId id) {
        return Optional.ofNullable(find(List.of(id)).get(id));
    }

    @Override
    public Map<ArtifactId, Bytes> find(Collection<ArtifactId> ids) {
        Map<ArtifactId, Bytes> found = new HashMap<>();
        statements.read(() -> statements.select(
                Subject.ARTIFACTS,
                row -> found.put(new ArtifactId(row.text("id")), row.bytes("content")),
                "select a.id, a.content from " + WANTED,
                ids(ids)));
        found.forEach(DatabaseArtifactStore::check);
        return found;
    }

    private static Object ids(Collection<ArtifactId> ids) {
        return Wanted.texts(ids.stream().map(ArtifactId::value));
    }

    private static void check(ArtifactId id, Bytes content) {
        if (!ArtifactId.of(content).equals(id)) {
            throw Subject.of(id).damaged("content");
        }
    }

    @Override
    public void note(List<Provenance> notes) {
        statements.write(() -> {
            Map<String, Provenance> latest = provenances.latest(
                    notes.stream().map(note -> note.fingerprint().value()).toList());
            provenances.add(notes.stream()
                    .filter(note -> !note.equals(latest.put(note.fingerprint().value(), note)))
                    .toList());
        });
    }

    @Override
    public Map<String, Provenance> findMade(Collection<String> fingerprints) {
        return statements.read(() -> provenances.latest(fingerprints));
    }

    @Override
    public List<Provenance> provenances(ArtifactId id) {
        return statements.read(() -> provenances.of(id));
    }

    @Override
    public Optional<Provenance> findLatest(PipelineName pipeline, String layer, String label, BuildId before) {
        return statements.read(() -> provenances.latest(pipeline, layer, label, before));
    }
}
