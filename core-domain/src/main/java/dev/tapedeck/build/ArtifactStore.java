package dev.tapedeck.build;

import dev.tapedeck.Port;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.pipeline.PipelineName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps contents under what they are, and how they came to be. Nothing is ever changed: storing the same again does
 * nothing. What a method has written is durable when it returns, if the store is lasting. Thread-safe; may block.
 *
 * <p>Failures, as {@link dev.tapedeck.exchange.FailedCall}: {@code StoreDown} if the technology beneath doesn't answer;
 * {@code Damaged} if a content is no longer what its id says, or a note can't be understood.
 */
@Port
public interface ArtifactStore {
    /** Keeps these contents. */
    void put(List<Bytes> contents);

    Optional<Bytes> find(ArtifactId id);

    /** Those that are there. For the contents of one part of a build, not of all of it. */
    Map<ArtifactId, Bytes> find(Collection<ArtifactId> ids);

    /** Notes how artifacts came to be; their contents are there already. The latest note of a fingerprint holds. */
    void note(List<Provenance> provenances);

    /** What was made by units of those fingerprints, in whichever build; by the fingerprint's value. */
    Map<String, Provenance> findMade(Collection<String> fingerprints);

    /** How that artifact came to be, latest first; at most 100. */
    List<Provenance> provenances(ArtifactId id);

    /**
     * What a unit of that name in that pipeline came to last, to explain why another one is made now.
     *
     * @param before only builds with a lower id
     */
    Optional<Provenance> findLatest(PipelineName pipeline, String layer, String label, BuildId before);
}
