package dev.tapedeck.storage.file;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.exchange.Failure;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** The place of one name on the shelf: what is known of it. Everything but the name is guarded by the lock. */
final class Slot {
    private final CassetteName name;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<FileCassette> cassette = Optional.empty();
    private Optional<Unread> unread = Optional.empty();

    /**
     * A file that can't be read.
     *
     * @param stamp the file that was looked at
     */
    record Unread(Path file, Stamp stamp, Failure.Unreadable why) {}

    Slot(CassetteName name) {
        this.name = name;
    }

    CassetteName name() {
        return name;
    }

    ReentrantLock lock() {
        return lock;
    }

    Optional<FileCassette> cassette() {
        return cassette;
    }

    Optional<Unread> unread() {
        return unread;
    }

    void holds(FileCassette found) {
        cassette = Optional.of(found);
        unread = Optional.empty();
    }

    void holds(Unread found) {
        cassette = Optional.empty();
        unread = Optional.of(found);
    }

    void empty() {
        cassette = Optional.empty();
        unread = Optional.empty();
    }

    boolean isEmpty() {
        return cassette.isEmpty() && unread.isEmpty();
    }
}
