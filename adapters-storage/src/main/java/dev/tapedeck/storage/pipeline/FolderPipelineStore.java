package dev.tapedeck.storage.pipeline;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tapedeck.build.SchemaCheck;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Names;
import dev.tapedeck.pipeline.CheckedPipeline;
import dev.tapedeck.pipeline.Document;
import dev.tapedeck.pipeline.MalformedText;
import dev.tapedeck.pipeline.PipelineName;
import dev.tapedeck.pipeline.PipelineProblem;
import dev.tapedeck.pipeline.PipelineReader;
import dev.tapedeck.pipeline.PipelineStore;
import dev.tapedeck.pipeline.PromptRenderer;
import dev.tapedeck.pipeline.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Pipelines in a folder: {@code <name>/pipeline.yaml} (or {@code .yml}, {@code .json}) with its documents beside it. Each
 * look reads the file, and checks it anew when it has changed. For one process that writes; files may be changed by hand at
 * any time. Thread-safe.
 */
public final class FolderPipelineStore implements PipelineStore {
    private static final long KEPT = 64L << 20;

    private final Path directory;
    private final PipelineReader reader;
    private final ReentrantLock changing = new ReentrantLock();
    private final Cache<Look, Stored> looks = Caffeine.newBuilder()
            .maximumWeight(KEPT)
            .weigher((Look look, Stored stored) -> look.text().length() + 1)
            .build();

    /** @param directory made when a pipeline is put */
    public FolderPipelineStore(Path directory, PromptRenderer prompts, SchemaCheck schemas) {
        this.directory = directory.toAbsolutePath().normalize();
        this.reader = new PipelineReader(prompts, schemas::faults);
    }

    /** What was found under a name. */
    private record Look(PipelineName name, Bytes text) {}

    /** What is done with files. */
    private interface Deed<T> {
        T run() throws IOException;
    }

    @Override
    public List<Stored> list() {
        return doing(() -> {
            if (!Files.isDirectory(directory)) {
                return List.of();
            }
            try (Stream<Path> folders = Files.list(directory)) {
                return folders.flatMap(folder -> named(String.valueOf(folder.getFileName())).stream())
                        .sorted()
                        .flatMap(name -> find(name).stream())
                        .toList();
            }
        });
    }

    private static Optional<PipelineName> named(String folder) {
        try {
            return Optional.of(new PipelineName(folder));
        } catch (Names.InvalidName noPipeline) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Stored> find(PipelineName name) {
        return folder(name).file().flatMap(file -> look(name, file));
    }

    private PipelineFolder folder(PipelineName name) {
        return new PipelineFolder(name, directory.resolve(name.value()));
    }

    private Optional<Stored> look(PipelineName name, Path file) {
        try {
            Bytes text = PipelineFolder.read(file);
            return Optional.of(looks.get(new Look(name, text), look -> new Stored(name, text, understood(look))));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException unreadable) {
            return Optional.of(new Stored(name, Bytes.EMPTY, unreadable(file, unreadable)));
        }
    }

    private CheckedPipeline understood(Look look) {
        try {
            return reader.read(new PipelineText(look.text()).nodes(), look.name());
        } catch (MalformedText malformed) {
            return malformed.asChecked();
        }
    }

    private static CheckedPipeline unreadable(Path file, IOException why) {
        String reason = why instanceof PipelineFolder.LeadsOut leadsOut
                ? String.valueOf(leadsOut.getMessage())
                : why.getClass().getSimpleName();
        String message = "The file %s can't be read: %s. See that it is a file, and may be read."
                .formatted(file.getFileName(), reason);
        return new CheckedPipeline.Broken(List.of(new PipelineProblem(1, "", message)));
    }

    @Override
    public CheckedPipeline put(PipelineName name, Bytes text) {
        CheckedPipeline understood = understood(new Look(name, text));
        if (understood instanceof CheckedPipeline.Valid) {
            changing.lock();
            try {
                doing(() -> {
                    folder(name).write(new PipelineText(text));
                    return name;
                });
            } finally {
                changing.unlock();
            }
        }
        return understood;
    }

    @Override
    public boolean delete(PipelineName name) {
        changing.lock();
        try {
            return doing(() -> folder(name).delete());
        } finally {
            changing.unlock();
        }
    }

    @Override
    public CheckedPipeline check(Bytes text) {
        try {
            return reader.read(new PipelineText(text).nodes());
        } catch (MalformedText malformed) {
            return malformed.asChecked();
        }
    }

    @Override
    public Stream<Document> documents(PipelineName name, Source source) {
        return switch (source.origin()) {
            case Source.Origin.Inline inline ->
                inline.documents().stream().sorted(Comparator.comparing(Document::label));
            case Source.Origin.Folder folder ->
                FolderDocuments.of(source.name(), folder, directory.resolve(name.value())).stream();
        };
    }

    private <T> T doing(Deed<T> deed) {
        try {
            return deed.run();
        } catch (IOException | UncheckedIOException failed) {
            throw down(failed);
        }
    }

    private FailedCall down(Exception failed) {
        return FailedCall.rejected(new Failure.StoreDown(
                "The folder of pipelines %s can't be read or written (%s). See that it may be, and that its disk has space."
                        .formatted(directory, failed.getClass().getSimpleName()),
                Optional.empty()));
    }
}
