package dev.tapedeck.pipeline;

import dev.tapedeck.Port;
import dev.tapedeck.exchange.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The pipelines there are, with their documents. What is changed from outside is seen at the next look. Thread-safe;
 * every method may block.
 *
 * <p>Failures, as {@link dev.tapedeck.exchange.FailedCall}: {@code StoreDown} if files can't be read or written.
 */
@Port
public interface PipelineStore {
    /** Sorted by name; broken ones among them. */
    List<Stored> list();

    Optional<Stored> find(PipelineName name);

    /**
     * Keeps a pipeline in place of the one of that name. Durable when this returns; its documents are left as they are.
     *
     * @param text YAML or JSON, at most 1 MiB
     * @return as it was understood; if it is broken, nothing has changed
     */
    CheckedPipeline put(PipelineName name, Bytes text);

    /** Removes a pipeline, but not the documents beside it. Whether there was one. */
    boolean delete(PipelineName name);

    /** Reads a text as a pipeline, and keeps nothing. */
    CheckedPipeline check(Bytes text);

    /**
     * The documents of one of its sources, sorted by label; to be closed. Only one is in memory at a time, unless they stand
     * in the pipeline itself.
     *
     * @throws dev.tapedeck.exchange.FailedCall {@code Invalid}, if the folder isn't there, a file is no UTF-8, or a name
     *     leads out of the pipeline's folder; also while the stream is read
     */
    Stream<Document> documents(PipelineName name, Source source);

    /** @param text as it was put */
    record Stored(PipelineName name, Bytes text, CheckedPipeline checked) {}
}
