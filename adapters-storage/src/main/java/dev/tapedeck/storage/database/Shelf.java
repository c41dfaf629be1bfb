package dev.tapedeck.storage.database;

import dev.tapedeck.cassette.Cassette;
import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.KeyRecipe;
import dev.tapedeck.cassette.StoreFailures;
import dev.tapedeck.cassette.TakeId;
import dev.tapedeck.storage.database.TakeRows.Current;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cassettes and which take is whose. Every method needs a transaction. Whoever changes which take is current has the
 * cassette's row locked first, then the take's: so two of them never wait for each other.
 */
final class Shelf {
    private final CassetteRows<?> cassettes;
    private final TakeRows<?> takes;
    private final TakeModelRows<?> models;

    Shelf(Tables tables) {
        this.cassettes = tables.cassettes();
        this.takes = tables.takes();
        this.models = tables.models();
    }

    Cassette create(CassetteName name, KeyRecipe recipe, Instant now) {
        checkFree(name);
        CassetteRow cassette = cassettes.add(name, recipe, now);
        return cassette.with(takes.add(cassette, true), List.of());
    }

    Optional<Cassette> find(CassetteName name) {
        return takes.current(name).map(List::of).map(this::views).map(List::getFirst);
    }

    List<Cassette> list(Optional<CassetteName> after, int limit) {
        return views(takes.currentAfter(after.map(CassetteName::value).orElse(""), limit));
    }

    private List<Cassette> views(List<Current> rows) {
        Map<Long, List<String>> modelsOf =
                models.of(rows.stream().map(row -> row.take().id()).toList());
        return rows.stream()
                .map(row -> row.cassette()
                        .with(row.take(), modelsOf.getOrDefault(row.take().id().value(), List.of())))
                .toList();
    }

    /** Gives back the takes that went with it. */
    List<TakeId> delete(CassetteName name) {
        long id = locked(name).id();
        List<TakeId> gone = takes.ofCassette(id);
        cassettes.remove(id);
        return gone;
    }

    void rename(CassetteName name, CassetteName newName) {
        CassetteRow cassette = locked(name);
        if (!name.equals(newName)) {
            checkFree(newName);
            cassette.rename(newName);
        }
    }

    TakeId beginTake(CassetteName name) {
        return takes.add(locked(name), false).id();
    }

    /** Gives back the take that was replaced, if it is another one. */
    Optional<TakeId> adopt(CassetteName name, TakeId take, Instant now) {
        CassetteRow cassette = locked(name);
        TakeRow fresh = takes.locked(take)
                .filter(found -> found.cassette() == cassette.id())
                .orElseThrow(() -> StoreFailures.unknown(take));
        Optional<TakeId> old = takes.currentOf(cassette.id()).filter(current -> !current.equals(take));
        old.ifPresent(takes::remove);
        fresh.adopt();
        cassette.changed(now);
        return old;
    }

    void drop(TakeId take) {
        if (takes.locked(take).orElseThrow(() -> StoreFailures.unknown(take)).adopted()) {
            throw StoreFailures.currentTake(take);
        }
        takes.remove(take);
    }

    private CassetteRow locked(CassetteName name) {
        return cassettes.locked(name).orElseThrow(() -> StoreFailures.unknown(name));
    }

    private void checkFree(CassetteName name) {
        if (cassettes.exists(name)) {
            throw StoreFailures.nameTaken(name);
        }
    }
}
