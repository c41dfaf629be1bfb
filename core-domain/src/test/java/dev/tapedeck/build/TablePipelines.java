package dev.tapedeck.build;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.pipeline.CheckedPipeline;
import dev.tapedeck.pipeline.Document;
import dev.tapedeck.pipeline.Pipeline;
import dev.tapedeck.pipeline.PipelineName;
import dev.tapedeck.pipeline.PipelineStore;
import dev.tapedeck.pipeline.Source;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Pipelines that a test has made, without a text: what stands for it is a number. Thread-safe. */
final class TablePipelines implements PipelineStore {
    private final Map<PipelineName, Stored> stored = new HashMap<>();
    private final Map<Bytes, Pipeline> known = new HashMap<>();

    synchronized void keep(Pipeline pipeline) {
        Bytes text = Bytes.utf8("text " + (known.size() + 1));
        known.put(text, pipeline);
        stored.put(pipeline.name(), new Stored(pipeline.name(), text, new CheckedPipeline.Valid(pipeline)));
    }

    @Override
    public synchronized List<Stored> list() {
        return List.copyOf(stored.values());
    }

    @Override
    public synchronized Optional<Stored> find(PipelineName name) {
        return Optional.ofNullable(stored.get(name));
    }

    @Override
    public CheckedPipeline put(PipelineName name, Bytes text) {
        throw new UnsupportedOperationException("Tests keep pipelines, not texts.");
    }

    @Override
    public synchronized boolean delete(PipelineName name) {
        return stored.remove(name) != null;
    }

    @Override
    public synchronized CheckedPipeline check(Bytes text) {
        return new CheckedPipeline.Valid(Optional.ofNullable(known.get(text)).orElseThrow());
    }

    @Override
    public Stream<Document> documents(PipelineName name, Source source) {
        return switch (source.origin()) {
            case Source.Origin.Inline(List<Document> documents) -> documents.stream();
            case Source.Origin.Folder folder -> throw new UnsupportedOperationException("Tests have no folders.");
        };
    }
}
