package dev.tapedeck.storage.database;

import dev.tapedeck.cassette.Cassette;
import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.KeyRecipe;
import dev.tapedeck.cassette.StoreFailures;
import dev.tapedeck.cassette.TakeId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Cassettes and which take is whose. Every method needs a transaction. */
final class Shelf {
    Cassette create(CassetteName name, KeyRecipe recipe, Instant now) {
        checkFree(name);
        CassetteEntity cassette = new CassetteEntity(name, recipe, now);
        cassette.persist();
        TakeEntity take = new TakeEntity(cassette, true);
        take.persist();
        return cassette.with(take, List.of());
    }

    Optional<Cassette> find(CassetteName name) {
        return TakeEntity.current(name.value()).map(List::of).map(Shelf::views).map(List::getFirst);
    }

    List<Cassette> list(Optional<CassetteName> after, int limit) {
        return views(TakeEntity.currentAfter(after.map(CassetteName::value).orElse(""), limit));
    }

    private static List<Cassette> views(List<TakeEntity> takes) {
        Map<Long, List<String>> models =
                TakeModelEntity.of(takes.stream().map(TakeEntity::id).toList());
        return takes.stream()
                .map(take ->
                        take.cassette().with(take, models.getOrDefault(take.id().value(), List.of())))
                .toList();
    }

    /** Gives back the takes that went with it. */
    List<TakeId> delete(CassetteName name) {
        long id = cassette(name).id();
        List<TakeId> takes = TakeEntity.<TakeEntity>list("cassette.id", id).stream()
                .map(TakeEntity::id)
                .toList();
        CassetteEntity.delete("id", id);
        return takes;
    }

    void rename(CassetteName name, CassetteName newName) {
        CassetteEntity cassette = cassette(name);
        if (!name.equals(newName)) {
            checkFree(newName);
            cassette.rename(newName);
        }
    }

    TakeId beginTake(CassetteName name) {
        TakeEntity take = new TakeEntity(cassette(name), false);
        take.persist();
        return take.id();
    }

    /** Gives back the take that was replaced, if it is another one. */
    Optional<TakeId> adopt(CassetteName name, TakeId take, Instant now) {
        CassetteEntity cassette = cassette(name);
        TakeEntity fresh = TakeEntity.locked(take)
                .filter(found -> found.cassette().equals(cassette))
                .orElseThrow(() -> StoreFailures.unknown(take));
        Optional<TakeId> old =
                TakeEntity.current(name.value()).map(TakeEntity::id).filter(current -> !current.equals(take));
        fresh.adopt();
        cassette.changed(now);
        old.ifPresent(Shelf::deleteTake);
        return old;
    }

    void drop(TakeId take) {
        if (TakeEntity.locked(take)
                .orElseThrow(() -> StoreFailures.unknown(take))
                .adopted()) {
            throw StoreFailures.currentTake(take);
        }
        deleteTake(take);
    }

    /** Drops the takes that were never adopted; gives back how many there were. */
    int dropUnadopted() {
        return Math.toIntExact(TakeEntity.delete("not adopted"));
    }

    private static void deleteTake(TakeId take) {
        TakeEntity.delete("id", take.value());
    }

    private static CassetteEntity cassette(CassetteName name) {
        return CassetteEntity.named(name).orElseThrow(() -> StoreFailures.unknown(name));
    }

    private static void checkFree(CassetteName name) {
        if (CassetteEntity.named(name).isPresent()) {
            throw StoreFailures.nameTaken(name);
        }
    }
}
