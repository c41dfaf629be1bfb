package dev.tapedeck.storage.declared;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tapedeck.declared.MalformedText;
import dev.tapedeck.declared.Node;
import dev.tapedeck.declared.TextProblem;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Names;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Things of one kind that are declared in a folder, each in {@code <name>/<kind>.yaml} (or {@code .yml}, {@code .json}).
 * Each look reads the file, and checks it anew when it has changed. For one process that writes; files may be changed by
 * hand at any time. Thread-safe.
 *
 * @param <C> a text as it was understood
 * @param <S> what is kept under a name
 */
public final class DeclaredTexts<C, S> {
    private static final long KEPT = 64L << 20;

    private final Path directory;
    private final String kind;
    private final Reading<C, S> reading;
    private final ReentrantLock changing = new ReentrantLock();
    private final Cache<Look, S> looks = Caffeine.newBuilder()
            .maximumWeight(KEPT)
            .weigher((Look look, S stored) -> look.text().length() + 1)
            .build();

    /**
     * @param directory made when something is put
     * @param kind what is declared there, and what its files are called: {@code pipeline}
     */
    public DeclaredTexts(Path directory, String kind, Reading<C, S> reading) {
        this.directory = directory.toAbsolutePath().normalize();
        this.kind = kind;
        this.reading = reading;
    }

    /** What makes things of texts. */
    public interface Reading<C, S> {
        /** A thing of whatever name. */
        C read(Node text);

        /** A thing that must have this name. */
        C read(Node text, String name);

        C broken(TextProblem problem);

        boolean isValid(C checked);

        S stored(String name, Bytes text, C checked);
    }

    /** What was found under a name. */
    private record Look(String name, Bytes text) {}

    /** What is done with files. */
    private interface Deed<T> {
        T run() throws IOException;
    }

    /** Sorted by name; broken ones among them. */
    public List<S> list() {
        return doing(() -> {
            if (!Files.isDirectory(directory)) {
                return List.of();
            }
            try (Stream<Path> folders = Files.list(directory)) {
                return folders.map(folder -> String.valueOf(folder.getFileName()))
                        .filter(this::isName)
                        .sorted()
                        .flatMap(name -> find(name).stream())
                        .toList();
            }
        });
    }

    private boolean isName(String folder) {
        try {
            return Names.checked(kind, folder).equals(folder);
        } catch (Names.InvalidName noName) {
            return false;
        }
    }

    public Optional<S> find(String name) {
        return folder(name).file().flatMap(file -> look(name, file));
    }

    /** What belongs to the thing of that name. */
    public DeclaredFolder folder(String name) {
        return new DeclaredFolder(directory.resolve(Names.checked(kind + " name", name)), kind);
    }

    private Optional<S> look(String name, Path file) {
        try {
            Bytes text = DeclaredFolder.read(file);
            return Optional.of(
                    looks.get(new Look(name, text), look -> reading.stored(name, text, understood(name, text))));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException unreadable) {
            return Optional.of(reading.stored(name, Bytes.EMPTY, unreadable(file, unreadable)));
        }
    }

    private C understood(String name, Bytes text) {
        try {
            return reading.read(new DeclaredText(text).nodes(), name);
        } catch (MalformedText malformed) {
            return reading.broken(malformed.problem());
        }
    }

    private C unreadable(Path file, IOException why) {
        String reason = why instanceof DeclaredFolder.LeadsOut leadsOut
                ? String.valueOf(leadsOut.getMessage())
                : why.getClass().getSimpleName();
        String message = "The file %s can't be read: %s. See that it is a file, and may be read."
                .formatted(file.getFileName(), reason);
        return reading.broken(new TextProblem(1, "", message));
    }

    /** Keeps a text in place of the one of that name, if it is understood; durable when this returns. */
    public C put(String name, Bytes text) {
        C understood = understood(name, text);
        if (reading.isValid(understood)) {
            changing(() -> {
                folder(name).write(new DeclaredText(text));
                return true;
            });
        }
        return understood;
    }

    /** Removes a text, but nothing beside it. Whether there was one. */
    public boolean delete(String name) {
        return changing(() -> folder(name).delete());
    }

    /** Reads a text, and keeps nothing. */
    public C check(Bytes text) {
        try {
            return reading.read(new DeclaredText(text).nodes());
        } catch (MalformedText malformed) {
            return reading.broken(malformed.problem());
        }
    }

    private <T> T changing(Deed<T> deed) {
        changing.lock();
        try {
            return doing(deed);
        } finally {
            changing.unlock();
        }
    }

    private <T> T doing(Deed<T> deed) {
        try {
            return deed.run();
        } catch (IOException | UncheckedIOException failed) {
            throw FailedCall.rejected(new Failure.StoreDown(
                    "The folder of %ss %s can't be read or written (%s). See that it may be, and that its disk has space."
                            .formatted(kind, directory, failed.getClass().getSimpleName()),
                    Optional.empty()));
        }
    }
}
