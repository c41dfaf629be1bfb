package dev.tapedeck.storage.file;

import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.StoreFailures;
import dev.tapedeck.cassette.TakeId;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.storage.file.TakeIndex.Location;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One take, for reading. While it is recorded its index is here; at rest it is in a cache, and read from the document
 * again when it has fallen out of that. Files are replaced under the write lock, so that no reader looks for an
 * interaction in the wrong one. Thread-safe.
 */
final class FileTake {
    private final TakeId id;
    private final Folder folder;
    private final Indexes indexes;
    private final ReentrantReadWriteLock content = new ReentrantReadWriteLock();
    private final FileCassette owner;
    private volatile Optional<Recording> recording = Optional.empty();
    private TakeFiles files;
    private int lastNumber;
    private boolean gone;

    /** What is done with a take's files at hand. */
    private interface Reading<T> {
        T from(TakeIndex index, Bodies bodies) throws IOException;
    }

    FileTake(TakeId id, Folder folder, Indexes indexes, FileCassette owner, TakeFiles files) {
        this.id = id;
        this.folder = folder;
        this.indexes = indexes;
        this.owner = owner;
        this.files = files;
    }

    TakeId id() {
        return id;
    }

    FileCassette owner() {
        return owner;
    }

    /** Where changes go, if the take is being recorded. */
    Optional<Recording> recording() {
        return recording;
    }

    /** Under which the index changes while the take is recorded. */
    Lock changing() {
        return content.writeLock();
    }

    void records(Recording started) {
        exclusively(() -> {
            started.index().numbersAfter(lastNumber);
            recording = Optional.of(started);
            indexes.drop(this);
        });
    }

    /** The files have got other names, or other content. */
    void moved(TakeFiles newFiles) {
        exclusively(() -> files = newFiles);
    }

    TakeFiles files() {
        return shared(() -> files);
    }

    /** The document holds everything; a recording has ended. Its index may be forgotten, but not its last number. */
    void rest(TakeFiles newFiles, TakeIndex index) {
        exclusively(() -> {
            files = newFiles;
            recording = Optional.empty();
            lastNumber = index.lastNumber();
            indexes.keep(this, index);
        });
    }

    /** From now on there is no such take. */
    void forget() {
        exclusively(() -> {
            gone = true;
            recording = Optional.empty();
            indexes.drop(this);
        });
    }

    private void exclusively(Runnable change) {
        content.writeLock().lock();
        try {
            change.run();
        } finally {
            content.writeLock().unlock();
        }
    }

    private <T> T shared(Supplier<T> look) {
        content.readLock().lock();
        try {
            return look.get();
        } finally {
            content.readLock().unlock();
        }
    }

    /** What the index says. */
    <T> T look(Function<TakeIndex, T> question) {
        return shared(() -> question.apply(index()));
    }

    Optional<Interaction> find(int number) {
        return read((index, bodies) -> {
            Optional<Location> location = index.find(number);
            return location.isPresent() ? Optional.of(bodies.read(location.get())) : Optional.empty();
        });
    }

    List<Interaction> after(int number, int limit) {
        return read((index, bodies) -> {
            List<Interaction> interactions = new ArrayList<>();
            for (Location location : index.after(number, limit)) {
                interactions.add(bodies.read(location));
            }
            return interactions;
        });
    }

    private <T> T read(Reading<T> reading) {
        return shared(() -> folder.doing(() -> {
            TakeIndex index = index();
            try (Bodies bodies = new Bodies(files.document(), files.journal())) {
                T read = reading.from(index, bodies);
                checkDocument();
                return read;
            } catch (FailedCall | IOException failed) {
                checkDocument();
                throw failed;
            }
        }));
    }

    /** What was read counts only if it was read from the document that the index was made of. */
    private void checkDocument() throws IOException {
        if (!files.documentIsTheSame()) {
            throw StoreFailures.unknown(id);
        }
    }

    private TakeIndex index() {
        if (gone) {
            throw StoreFailures.unknown(id);
        }
        Optional<Recording> now = recording;
        return now.isPresent() ? now.get().index() : indexes.of(this, this::indexAgain);
    }

    private TakeIndex indexAgain() {
        return folder.doing(() -> {
            if (OpenedDocument.at(files.document()) instanceof OpenedDocument.Readable readable
                    && files.stamp().equals(Optional.of(readable.stamp()))) {
                return readable.index();
            }
            throw StoreFailures.unknown(id);
        });
    }
}
