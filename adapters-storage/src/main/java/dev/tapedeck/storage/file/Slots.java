package dev.tapedeck.storage.file;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.StoreFailures;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The slots of all names; those that hold nothing are not kept. Thread-safe. */
final class Slots {
    private final Map<CassetteName, Slot> slots = new ConcurrentHashMap<>();

    /** Does something with a name's slot while nobody else does. */
    <T> T with(CassetteName name, Function<Slot, T> deed) {
        while (true) {
            Slot slot = slots.computeIfAbsent(name, Slot::new);
            slot.lock().lock();
            try {
                if (slot.equals(slots.get(name))) {
                    try {
                        return deed.apply(slot);
                    } finally {
                        if (slot.isEmpty()) {
                            slots.remove(name);
                        }
                    }
                }
            } finally {
                slot.lock().unlock();
            }
        }
    }

    /** Does something with two different names' slots; always locks them in the same order. */
    <T> T with(CassetteName one, CassetteName other, BiFunction<Slot, Slot, T> deed) {
        return one.compareTo(other) < 0
                ? with(one, slot -> with(other, second -> deed.apply(slot, second)))
                : with(other, second -> with(one, slot -> deed.apply(slot, second)));
    }

    /**
     * Does something with the slot of a take's cassette, under whatever name that is.
     *
     * @throws dev.tapedeck.exchange.FailedCall {@code Unknown} if the take's cassette is no longer there
     */
    <T> T with(FileTake take, Function<Slot, T> deed) {
        Optional<T> done = Optional.empty();
        while (done.isEmpty()) {
            done = with(take.owner().name(), slot -> doneIfThere(slot, take, deed));
        }
        return done.get();
    }

    /** Empty if the cassette has been renamed meanwhile. */
    private static <T> Optional<T> doneIfThere(Slot slot, FileTake take, Function<Slot, T> deed) {
        if (slot.cassette().filter(take.owner()::equals).isPresent()) {
            return Optional.of(deed.apply(slot));
        }
        if (take.owner().name().equals(slot.name())) {
            throw StoreFailures.unknown(take.id());
        }
        return Optional.empty();
    }

    List<CassetteName> names() {
        return List.copyOf(slots.keySet());
    }
}
