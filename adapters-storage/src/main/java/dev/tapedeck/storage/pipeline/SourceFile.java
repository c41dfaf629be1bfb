package dev.tapedeck.storage.pipeline;

import dev.tapedeck.exchange.Names;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A file in a source's folder.
 *
 * @param path from that folder, with {@code /} between its parts
 */
record SourceFile(SourceFolder folder, String path) {
    static SourceFile of(SourceFolder folder, Path relative) {
        return new SourceFile(folder, relative.toString().replace(File.separatorChar, '/'));
    }

    /** Whether each of its lines is a document. */
    boolean isLines() {
        return path.endsWith(".jsonl") || path.endsWith(".ndjson");
    }

    String shown() {
        return "'%s'".formatted(Names.shownPath(path));
    }

    /** Its path without the extension. */
    String label() {
        int dot = path.lastIndexOf('.');
        return dot > path.lastIndexOf('/') + 1 ? path.substring(0, dot) : path;
    }

    SortedMap<String, String> metadata() {
        String label = label();
        int name = label.lastIndexOf('/') + 1;
        SortedMap<String, String> metadata = new TreeMap<>();
        metadata.put("path", path);
        metadata.put("name", label.substring(name));
        if (name > 0) {
            metadata.put("folder", label.substring(0, name - 1));
        }
        return metadata;
    }

    InputStream open() throws IOException {
        return Files.newInputStream(folder.real(this));
    }

    SeekableByteChannel openAt(long position) throws IOException {
        return Files.newByteChannel(folder.real(this)).position(position);
    }
}
