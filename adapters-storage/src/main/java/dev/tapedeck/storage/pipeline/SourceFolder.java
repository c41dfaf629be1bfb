package dev.tapedeck.storage.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A source's folder.
 *
 * @param root the real path of the pipeline's folder, out of which nothing leads
 * @param path its own real path
 */
record SourceFolder(Path root, Path path) {
    /** Whether this isn't a document, but the pipeline itself. */
    boolean isPipeline(Path file) {
        return root.equals(file.getParent())
                && PipelineFolder.isOwnFile(file.getFileName().toString());
    }

    /**
     * Where a file is in truth, looked at anew each time.
     *
     * @throws PipelineFolder.LeadsOut if that is out of the pipeline's folder
     * @throws UnusableFile if it is a folder
     */
    Path real(SourceFile file) throws IOException {
        Path real = PipelineFolder.inside(root, path.resolve(file.path()));
        if (Files.isDirectory(real)) {
            throw new UnusableFile(
                    "%s is a link to a folder, and links to folders aren't followed. Put the folder itself there."
                            .formatted(file.shown()));
        }
        return real;
    }
}
