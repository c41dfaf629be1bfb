package dev.tapedeck.storage.file;

import dev.tapedeck.cassette.Cassette;
import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.KeyRecipe;
import dev.tapedeck.cassette.TakeId;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A cassette that was looked up, with its takes. Guarded by its slot; the name may be read by anybody. */
final class FileCassette {
    private final KeyRecipe recipe;
    private final Instant createdAt;
    private final Map<TakeId, FileTake> fresh = new HashMap<>();
    private volatile CassetteName name;
    private Instant changedAt;
    private Optional<FileTake> current = Optional.empty();
    private Optional<Sum> sumAtRest = Optional.empty();
    private Optional<FolderLocks.Held> lock = Optional.empty();

    /** What a take holds, as it was when it came to rest. */
    private record Sum(int interactions, long bytes, int findings, List<String> models, Optional<Instant> newest) {
        static Sum of(Totals totals) {
            return new Sum(totals.interactions(), totals.bytes(), totals.findings(), totals.models(), totals.newest());
        }
    }

    FileCassette(CassetteName name, KeyRecipe recipe, Instant createdAt, Instant changedAt) {
        this.name = name;
        this.recipe = recipe;
        this.createdAt = createdAt;
        this.changedAt = changedAt;
    }

    CassetteName name() {
        return name;
    }

    void named(CassetteName newName) {
        name = newName;
    }

    KeyRecipe recipe() {
        return recipe;
    }

    FileTake current() {
        return current.orElseThrow();
    }

    /** Takes that were begun and not adopted yet. */
    Stream<FileTake> fresh() {
        return fresh.values().stream();
    }

    Stream<FileTake> takes() {
        return Stream.concat(current.stream(), fresh());
    }

    /** The take is the current one, and holds that. */
    void rests(FileTake take, TakeIndex index) {
        current = Optional.of(take);
        sumAtRest = Optional.of(Sum.of(index.totals()));
    }

    void begun(FileTake take) {
        fresh.put(take.id(), take);
    }

    void dropped(FileTake take) {
        fresh.remove(take.id());
    }

    /** Makes a take the current one, if it was begun for this cassette or is current already. */
    void adopted(FileTake take, Instant now) {
        fresh.remove(take.id());
        current = Optional.of(take);
        changedAt = now;
    }

    boolean owns(FileTake take) {
        return take.equals(current()) || fresh.containsKey(take.id());
    }

    /** Whether this store alone may change the files. */
    boolean held() {
        return lock.isPresent();
    }

    void hold(FolderLocks.Held taken) {
        lock = Optional.of(taken);
    }

    /** Lets others record, unless this store still does. */
    void releaseIfIdle() throws IOException {
        if (lock.isPresent() && fresh.isEmpty() && current().recording().isEmpty()) {
            release();
        }
    }

    void release() throws IOException {
        if (lock.isPresent()) {
            lock.get().close();
            lock = Optional.empty();
        }
    }

    Cassette view() {
        Optional<Recording> recording = current().recording();
        Sum sum = recording.isPresent() ? current().look(index -> Sum.of(index.totals())) : sumAtRest.orElseThrow();
        return new Cassette(
                name,
                recipe,
                createdAt,
                changedAt(sum.newest()),
                current().id(),
                sum.interactions(),
                sum.bytes(),
                sum.findings(),
                sum.models());
    }

    private Instant changedAt(Optional<Instant> newest) {
        return newest.filter(changedAt::isBefore).orElse(changedAt);
    }
}
