package dev.tapedeck.storage.pipeline;

import dev.tapedeck.build.SchemaCheck;
import dev.tapedeck.declared.Node;
import dev.tapedeck.declared.TextProblem;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.pipeline.CheckedPipeline;
import dev.tapedeck.pipeline.Document;
import dev.tapedeck.pipeline.PipelineName;
import dev.tapedeck.pipeline.PipelineReader;
import dev.tapedeck.pipeline.PipelineStore;
import dev.tapedeck.pipeline.PromptRenderer;
import dev.tapedeck.pipeline.Source;
import dev.tapedeck.storage.declared.DeclaredTexts;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Pipelines in a folder: {@code <name>/pipeline.yaml} (or {@code .yml}, {@code .json}) with its documents beside it. Each
 * look reads the file, and checks it anew when it has changed. For one process that writes; files may be changed by hand at
 * any time. Thread-safe.
 */
public final class FolderPipelineStore implements PipelineStore {
    private final DeclaredTexts<CheckedPipeline, Stored> texts;

    /** @param directory made when a pipeline is put */
    public FolderPipelineStore(Path directory, PromptRenderer prompts, SchemaCheck schemas) {
        this.texts =
                new DeclaredTexts<>(directory, "pipeline", new Reading(new PipelineReader(prompts, schemas::faults)));
    }

    /** Makes pipelines of texts. */
    private record Reading(PipelineReader reader) implements DeclaredTexts.Reading<CheckedPipeline, Stored> {
        @Override
        public CheckedPipeline read(Node text) {
            return reader.read(text);
        }

        @Override
        public CheckedPipeline read(Node text, String name) {
            return reader.read(text, new PipelineName(name));
        }

        @Override
        public CheckedPipeline broken(TextProblem problem) {
            return new CheckedPipeline.Broken(List.of(problem));
        }

        @Override
        public boolean isValid(CheckedPipeline checked) {
            return checked instanceof CheckedPipeline.Valid;
        }

        @Override
        public Stored stored(String name, Bytes text, CheckedPipeline checked) {
            return new Stored(new PipelineName(name), text, checked);
        }
    }

    @Override
    public List<Stored> list() {
        return texts.list();
    }

    @Override
    public Optional<Stored> find(PipelineName name) {
        return texts.find(name.value());
    }

    @Override
    public CheckedPipeline put(PipelineName name, Bytes text) {
        return texts.put(name.value(), text);
    }

    @Override
    public boolean delete(PipelineName name) {
        return texts.delete(name.value());
    }

    @Override
    public CheckedPipeline check(Bytes text) {
        return texts.check(text);
    }

    @Override
    public Stream<Document> documents(PipelineName name, Source source) {
        return switch (source.origin()) {
            case Source.Origin.Inline inline ->
                inline.documents().stream().sorted(Comparator.comparing(Document::label));
            case Source.Origin.Folder folder ->
                FolderDocuments.of(source.name(), folder, texts.folder(name.value())).stream();
        };
    }
}
