package dev.tapedeck.storage.pipeline;

import dev.tapedeck.storage.declared.DeclaredFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A source's folder.
 *
 * @param root the pipeline's folder by its real path, out of which nothing leads
 * @param path its own real path
 */
record SourceFolder(DeclaredFolder root, Path path) {
    /** Whether this isn't a document, but the pipeline itself. */
    boolean isPipeline(Path file) {
        return root.path().equals(file.getParent())
                && root.isOwnFile(file.getFileName().toString());
    }

    /**
     * Where a file is in truth, looked at anew each time.
     *
     * @throws DeclaredFolder.LeadsOut if that is out of the pipeline's folder
     * @throws UnusableFile if it is a folder
     */
    Path real(SourceFile file) throws IOException {
        Path real = DeclaredFolder.inside(root.path(), path.resolve(file.path()));
        if (Files.isDirectory(real)) {
            throw new UnusableFile(
                    "%s is a link to a folder, and links to folders aren't followed. Put the folder itself there."
                            .formatted(file.shown()));
        }
        return real;
    }
}
