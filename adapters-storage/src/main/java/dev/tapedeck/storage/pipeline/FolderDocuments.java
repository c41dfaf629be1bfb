package dev.tapedeck.storage.pipeline;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Names;
import dev.tapedeck.pipeline.Document;
import dev.tapedeck.pipeline.Source.Origin.Folder;
import dev.tapedeck.storage.declared.DeclaredFolder;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The documents of one folder. A file is a document, its content the file's text to the last byte, its metadata
 * {@code path}, {@code name} and {@code folder}; a {@code .jsonl} or {@code .ndjson} file holds one on each line. Files and
 * folders whose name begins with a dot are left aside. Where each document stands is kept, but not what is in it.
 */
final class FolderDocuments {
    private final String source;
    private final SourceFolder folder;
    private final FileGlob glob;
    private final List<Located> located = new ArrayList<>();

    private FolderDocuments(String source, SourceFolder folder, FileGlob glob) {
        this.source = source;
        this.folder = folder;
        this.glob = glob;
    }

    /** @param pipeline the pipeline's own folder */
    static FolderDocuments of(String source, Folder origin, DeclaredFolder pipeline) {
        return doing(source, () -> {
            Path folder = pipeline.path().resolve(origin.path());
            if (!Files.isDirectory(folder)) {
                throw invalid(
                        source,
                        "the folder '%s' isn't there. Make it, or correct 'path'."
                                .formatted(Names.shownPath(origin.path())));
            }
            DeclaredFolder root = new DeclaredFolder(pipeline.path().toRealPath(), pipeline.kind());
            SourceFolder inside = new SourceFolder(root, DeclaredFolder.inside(root.path(), folder));
            FolderDocuments documents = new FolderDocuments(source, inside, new FileGlob(origin.include()));
            documents.locate();
            return documents;
        });
    }

    /** What is done with files. */
    private interface Deed<T> {
        T run() throws IOException;
    }

    /** Sorted by label, each read when it is its turn. */
    Stream<Document> stream() {
        return located.stream().map(document -> doing(source, () -> read(document)));
    }

    private Document read(Located document) throws IOException {
        try {
            return document.read();
        } catch (UnusableFile unusable) {
            throw invalid(source, String.valueOf(unusable.getMessage()));
        }
    }

    private void locate() throws IOException {
        try {
            Files.walkFileTree(folder.path(), new Walk());
        } catch (UnusableFile unusable) {
            throw invalid(source, String.valueOf(unusable.getMessage()));
        }
        located.sort(Comparator.comparing(Located::label));
        for (int next = 1; next < located.size(); next++) {
            Located one = located.get(next - 1);
            Located other = located.get(next);
            if (one.label().equals(other.label())) {
                throw invalid(
                        source,
                        "%s and %s have one label, '%s'. Rename one of them, or narrow 'include'."
                                .formatted(one.place(), other.place(), one.label()));
            }
        }
    }

    /** Looks at every file once. */
    private final class Walk extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return isHidden(directory) && !directory.equals(folder.path())
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (!isHidden(file)) {
                visit(file, attributes.isSymbolicLink());
            }
            return FileVisitResult.CONTINUE;
        }

        private void visit(Path path, boolean isLink) throws IOException {
            Path relative = folder.path().relativize(path);
            SourceFile file = SourceFile.of(folder, relative);
            if (isLink) {
                folder.real(file); // a link that leads out is told, whatever its name
            }
            if (glob.matches(relative) && !folder.isPipeline(path)) {
                located.addAll(Located.in(file));
            }
        }

        private boolean isHidden(Path file) {
            return String.valueOf(file.getFileName()).startsWith(".");
        }
    }

    private static <T> T doing(String source, Deed<T> deed) {
        try {
            return deed.run();
        } catch (DeclaredFolder.LeadsOut leadsOut) {
            throw invalid(source, leadsOut.getMessage() + ". Put a copy there in place of the link.");
        } catch (NoSuchFileException gone) {
            throw invalid(source, "a file was gone when it was to be read. Try again.");
        } catch (IOException failed) {
            throw FailedCall.rejected(new Failure.StoreDown(
                    "The documents of source '%s' can't be read (%s). See that Tapedeck may read them."
                            .formatted(source, failed.getClass().getSimpleName()),
                    Optional.empty()));
        }
    }

    private static FailedCall invalid(String source, String what) {
        return FailedCall.rejected(new Failure.Invalid("source", "Source '%s': %s".formatted(source, what)));
    }
}
