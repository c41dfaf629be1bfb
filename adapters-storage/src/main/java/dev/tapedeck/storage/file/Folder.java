package dev.tapedeck.storage.file;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.TakeId;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Names;
import dev.tapedeck.storage.disk.Disk;
import dev.tapedeck.storage.disk.Modes;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** The folder: which file is what, and what went wrong with it in words. */
record Folder(Path path, Disk disk) {
    private static final String DOCUMENT = ".json";
    private static final String TEMPORARY = ".json.tmp";
    private static final String JOURNAL = ".journal";
    private static final String TAKE = ".journal-take-";
    private static final String CORRUPT = ".corrupt-";
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    /** What is done with files. */
    interface Deed<T> {
        T run() throws IOException;
    }

    /** The folder at that place; made, with the folders above it, if it isn't there. */
    static Folder at(Path place, Disk disk) {
        Folder folder = new Folder(place.toAbsolutePath().normalize(), disk);
        return folder.doing(() -> {
            folder.make();
            return new Folder(folder.path.toRealPath(), disk);
        });
    }

    private void make() throws IOException {
        if (!Files.isDirectory(path)) {
            Path parent = Optional.ofNullable(path.getParent()).orElse(path);
            Files.createDirectories(parent);
            Files.createDirectory(path, Modes.ofNewFolder(parent));
        }
    }

    Path document(CassetteName name) {
        return path.resolve(name + DOCUMENT);
    }

    /** What becomes the document when it is whole. */
    Path temporary(CassetteName name) {
        return path.resolve(name + TEMPORARY);
    }

    /** The journal of the current take. */
    Path journal(CassetteName name) {
        return path.resolve(name + JOURNAL);
    }

    /** The journal of a take that stands beside the current one. */
    Path journal(CassetteName name, TakeId take) {
        return path.resolve(name + TAKE + take.value());
    }

    /** The cassettes that have a document, whatever is in it. */
    NavigableSet<CassetteName> documents() throws IOException {
        return namesBefore(DOCUMENT);
    }

    /** The cassettes that have a journal. */
    NavigableSet<CassetteName> journals() throws IOException {
        return namesBefore(JOURNAL);
    }

    /** The cassettes whose document was being written when Tapedeck was stopped. */
    NavigableSet<CassetteName> halfWritten() throws IOException {
        return namesBefore(TEMPORARY);
    }

    private NavigableSet<CassetteName> namesBefore(String ending) throws IOException {
        NavigableSet<CassetteName> names = new TreeSet<>();
        for (Path file : matching("*" + ending)) {
            String name = file.getFileName().toString();
            named(name.substring(0, name.length() - ending.length())).ifPresent(names::add);
        }
        return names;
    }

    /** The journals of takes that were begun beside the current ones. */
    List<Path> takes() throws IOException {
        return matching("*" + TAKE + "*");
    }

    /** Whose take a journal holds. */
    Optional<CassetteName> ownerOfTake(Path journal) {
        String file = journal.getFileName().toString();
        return named(file.substring(0, file.lastIndexOf(TAKE)));
    }

    /** The corrupt files of a cassette that were set aside, the latest one first. */
    List<Path> setAside(CassetteName name) throws IOException {
        return matching(name + CORRUPT + "*").reversed();
    }

    /** The cassettes that have a corrupt file that was set aside. */
    NavigableSet<CassetteName> setAside() throws IOException {
        NavigableSet<CassetteName> names = new TreeSet<>();
        for (Path file : matching("*" + CORRUPT + "*")) {
            String name = file.getFileName().toString();
            named(name.substring(0, name.lastIndexOf(CORRUPT))).ifPresent(names::add);
        }
        return names;
    }

    /** A name for a corrupt file that no file has. */
    Path aside(CassetteName name, Instant now) {
        Path aside = path.resolve(name + CORRUPT + TIMESTAMP.format(now));
        return Files.exists(aside) ? aside(name, now.plusMillis(1)) : aside;
    }

    /** Files that match, in order of name. */
    private List<Path> matching(String glob) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(path, glob)) {
            found.forEach(files::add);
        }
        files.sort(null);
        return files;
    }

    private static Optional<CassetteName> named(String name) {
        try {
            return Optional.of(new CassetteName(name));
        } catch (Names.InvalidName notACassette) {
            return Optional.empty();
        }
    }

    /** Makes durable which files there are. */
    void force() throws IOException {
        disk.forceFolder(path);
    }

    /**
     * Does it; a file that fails is a store that is down. A thread that was interrupted does it all the same: an
     * interrupt would close the files.
     */
    <T> T doing(Deed<T> deed) {
        boolean interrupted = Thread.interrupted();
        try {
            return deed.run();
        } catch (IOException failed) {
            throw down(failed);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What is wrong with the folder, and what to do about it. */
    FailedCall down(IOException failed) {
        String message =
                "The cassette folder %s can't be used: %s. Nothing was recorded by this; what was recorded before is safe. %s"
                        .formatted(path, reason(failed), wayOut(failed));
        return FailedCall.rejected(new Failure.StoreDown(message, Optional.of(RETRY_AFTER)));
    }

    private static String reason(IOException failed) {
        return switch (failed) {
            case AccessDeniedException denied -> "permission denied for " + fileName(denied);
            case NoSuchFileException missing -> fileName(missing) + " is not there";
            case FileSystemException other ->
                Optional.ofNullable(other.getReason()).orElse("%s failed".formatted(fileName(other)));
            default ->
                Optional.ofNullable(failed.getMessage())
                        .orElseGet(() -> failed.getClass().getSimpleName());
        };
    }

    private static String fileName(FileSystemException failed) {
        return Optional.ofNullable(failed.getFile())
                .map(file -> String.valueOf(Path.of(file).getFileName()))
                .orElse("a file");
    }

    private static String wayOut(IOException failed) {
        String reason = reason(failed);
        if (reason.contains("No space") || reason.contains("quota")) {
            return "Free some space there and try again.";
        }
        if (reason.contains("ead-only") || failed instanceof AccessDeniedException) {
            return "It can be replayed from as it is; to record, make it writable for the user that Tapedeck runs as.";
        }
        return "See to that, and try again.";
    }
}
