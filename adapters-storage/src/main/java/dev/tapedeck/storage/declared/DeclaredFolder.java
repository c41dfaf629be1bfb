package dev.tapedeck.storage.declared;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.storage.disk.RealDisk;
import dev.tapedeck.storage.disk.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of one declared thing: its text in one file, and whatever else belongs to it beside that.
 *
 * @param kind what the file is called, before its extension
 */
public record DeclaredFolder(Path path, String kind) {
    private static final String JSON = ".json";
    private static final String TEMPORARY = WholeFile.TEMPORARY;

    /** What the text can be called; the first that is there counts. */
    private List<String> files() {
        return Stream.of(".yaml", ".yml", JSON).map(kind::concat).toList();
    }

    /** Whether a file in this folder is the text, or what a crash left of it. */
    public boolean isOwnFile(String fileName) {
        return files().contains(fileName)
                || files().stream().map(own -> own + TEMPORARY).anyMatch(fileName::equals);
    }

    /** The file of the text, if there is one. */
    Optional<Path> file() {
        return files().stream().map(path::resolve).filter(Files::exists).findFirst();
    }

    /**
     * The text; cut off right behind the longest that it may be.
     *
     * @throws LeadsOut if the file is a link to somewhere else
     */
    static Bytes read(Path file) throws IOException {
        Path real = inside(file.resolveSibling(".").toRealPath(), file);
        try (InputStream in = Files.newInputStream(real)) {
            return Bytes.wrap(in.readNBytes(DeclaredText.LONGEST + 1));
        }
    }

    /**
     * Where a file is in truth.
     *
     * @param root a real path
     * @throws LeadsOut if that isn't below the root
     */
    public static Path inside(Path root, Path file) throws IOException {
        Path real = file.toRealPath();
        if (!real.startsWith(root)) {
            throw new LeadsOut(file);
        }
        return real;
    }

    /** A path whose links lead out of the folder. */
    public static final class LeadsOut extends IOException {
        private static final long serialVersionUID = 1L;

        LeadsOut(Path file) {
            super("%s leads out of the folder in which it stands".formatted(file.getFileName()));
        }
    }

    /** Keeps the text in place of the one that is there. */
    void write(DeclaredText text) throws IOException {
        Optional<Path> present = file();
        boolean stays = present.isPresent() && (text.isJson() || !present.get().endsWith(kind + JSON));
        Path target = stays ? present.get() : path.resolve(kind + (text.isJson() ? JSON : ".yaml"));
        WholeFile.replace(target, text.bytes());
        for (Path other : others(target)) {
            Files.deleteIfExists(other);
        }
    }

    /** Files that lost to the target, or have been left by a crash. */
    private List<Path> others(Path target) {
        return files().stream()
                .map(path::resolve)
                .filter(file -> !file.equals(target))
                .toList();
    }

    /** Removes the text, and the folder if nothing else is in it. Whether there was a text. */
    boolean delete() throws IOException {
        if (file().isEmpty()) {
            return false;
        }
        // the one that counts goes last
        for (String file : files().reversed()) {
            Files.deleteIfExists(path.resolve(file + TEMPORARY));
            Files.deleteIfExists(path.resolve(file));
        }
        new RealDisk().forceFolder(path);
        removeIfEmpty();
        return true;
    }

    private void removeIfEmpty() throws IOException {
        try (Stream<Path> documents = Files.list(path)) {
            if (documents.findAny().isPresent()) {
                return;
            }
        }
        Files.delete(path);
    }
}
