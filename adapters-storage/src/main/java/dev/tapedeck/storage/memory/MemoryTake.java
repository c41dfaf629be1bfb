package dev.tapedeck.storage.memory;

import dev.tapedeck.cassette.Ending;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.Outcome;
import dev.tapedeck.cassette.StoreFailures;
import dev.tapedeck.cassette.TakeId;
import dev.tapedeck.cassette.Tape;
import dev.tapedeck.cassette.Ticket;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** One take. Appending and ending are guarded by the take itself; reading needs no lock. */
final class MemoryTake {
    private final TakeId id;
    private final NavigableMap<Integer, Interaction> interactions = new ConcurrentSkipListMap<>();
    private int lastNumber;
    private volatile Instant lastRecordedAt = Instant.MIN;

    MemoryTake(TakeId id) {
        this.id = id;
    }

    TakeId id() {
        return id;
    }

    Instant lastRecordedAt() {
        return lastRecordedAt;
    }

    Collection<Interaction> all() {
        return Collections.unmodifiableCollection(interactions.values());
    }

    synchronized int begin(Ticket ticket) {
        add(new Interaction(lastNumber + 1, ticket, Ending.NONE_YET));
        return lastNumber;
    }

    synchronized void append(List<Interaction> more) {
        for (Interaction interaction : more) {
            add(interaction);
        }
    }

    private void add(Interaction interaction) {
        lastNumber = interaction.number();
        interactions.put(lastNumber, interaction);
        Instant recordedAt = interaction.ticket().recordedAt();
        if (recordedAt.isAfter(lastRecordedAt)) {
            lastRecordedAt = recordedAt;
        }
    }

    synchronized void finish(int number, Ending ending) {
        Interaction begun = find(number).orElseThrow(() -> StoreFailures.unknown(id, number));
        if (!begun.complete()) {
            Ending known = ending.outcome() instanceof Outcome.Incomplete ? Ending.NONE_YET : ending;
            interactions.put(number, new Interaction(number, begun.ticket(), known));
        }
    }

    synchronized void remove(int number) {
        if (interactions.remove(number) == null) {
            throw StoreFailures.unknown(id, number);
        }
    }

    Optional<Interaction> find(int number) {
        return Optional.ofNullable(interactions.get(number));
    }

    List<Interaction> after(int number, int limit) {
        return interactions.tailMap(number, false).values().stream()
                .limit(limit)
                .toList();
    }

    List<Tape.Entry> entries() {
        return interactions.values().stream().map(Interaction::entry).toList();
    }
}
