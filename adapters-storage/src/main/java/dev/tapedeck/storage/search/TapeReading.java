package dev.tapedeck.storage.search;

import dev.tapedeck.cassette.Cassette;
import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.TakeId;
import dev.tapedeck.cassette.Tape;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Makes what the index holds of one take like what the store holds. */
final class TapeReading {
    private static final long PAGE_BYTES = 4 << 20;
    private static final int PAGE = 200;
    /** Above so many calls without an end a tape's entries are read, instead of each of these. */
    private static final int FEW = 50;

    private final OpenIndex index;
    private final CassetteStore store;
    private final SearchableText texts;
    private final BooleanSupplier stopped;

    TapeReading(OpenIndex index, CassetteStore store, SearchableText texts, BooleanSupplier stopped) {
        this.index = index;
        this.store = store;
        this.texts = texts;
        this.stopped = stopped;
    }

    /** Reads what the index lacks of the cassette's current take, and forgets what is gone. */
    void read(Cassette cassette, IndexedTape tape) throws IOException {
        Seen now = Seen.of(cassette);
        boolean changed = readEnded(cassette, tape);
        int added = readNew(cassette, tape);
        changed |= added > 0 | reconciled(cassette, tape, added);
        if (changed || !tape.seen().equals(now)) {
            tape.seen(now);
            index.save(tape);
        }
        if (changed) {
            index.refresh();
        }
    }

    /** Reads again those whose calls had not ended when they were read; whether any has. */
    private boolean readEnded(Cassette cassette, IndexedTape tape) throws IOException {
        boolean changed = false;
        for (int number : mayHaveEnded(cassette, tape)) {
            Optional<Interaction> now = interaction(cassette.take(), number);
            if (now.filter(Interaction::complete).isPresent()) {
                index.replace(tape, now.get(), texts.of(now.get()));
                tape.ended(number);
                changed = true;
            }
        }
        return changed;
    }

    private List<Integer> mayHaveEnded(Cassette cassette, IndexedTape tape) {
        List<Integer> open = tape.open();
        if (open.size() <= FEW) {
            return open;
        }
        Set<Integer> wanted = new HashSet<>(open);
        return store.entries(cassette.take()).stream()
                .filter(Tape.Entry::complete)
                .map(Tape.Entry::number)
                .filter(wanted::contains)
                .toList();
    }

    /** Read as one of a list: a look-up by number may push what a replay needs out of a store's memory. */
    private Optional<Interaction> interaction(TakeId take, int number) {
        return store.interactions(take, number - 1, 1).stream()
                .filter(found -> found.number() == number)
                .findFirst();
    }

    /** Reads what came after the last one read; how many there were. */
    private int readNew(Cassette cassette, IndexedTape tape) throws IOException {
        int pageSize = pageSize(cassette);
        int added = 0;
        List<Interaction> page;
        do {
            page = store.interactions(cassette.take(), tape.last(), pageSize);
            for (Interaction interaction : page) {
                add(tape, interaction);
            }
            added += page.size();
            if (!page.isEmpty()) {
                index.save(tape);
                index.commitNowAndThen();
            }
        } while (page.size() == pageSize && !stopped.getAsBoolean());
        return added;
    }

    private void add(IndexedTape tape, Interaction interaction) throws IOException {
        index.add(tape, interaction, texts.of(interaction));
        tape.added(interaction.number(), interaction.complete());
    }

    private static int pageSize(Cassette cassette) {
        long average = Math.max(1, cassette.bytes() / Math.max(1, cassette.interactions()));
        return (int) Math.clamp(PAGE_BYTES / average, 1, PAGE);
    }

    /** Where the counts tell that interactions were removed, or overlooked: finds out which; whether there were any. */
    private boolean reconciled(Cassette cassette, IndexedTape tape, int added) throws IOException {
        int there = store.find(cassette.name())
                .filter(now -> now.take().equals(cassette.take()))
                .map(Cassette::interactions)
                .orElse(tape.count());
        boolean fits = tape.count() == there || (tape.count() < there && added > 0);
        if (fits || stopped.getAsBoolean()) {
            return false;
        }
        Set<Integer> wanted = store.entries(cassette.take()).stream()
                .map(Tape.Entry::number)
                .collect(Collectors.toCollection(TreeSet::new));
        index.refresh();
        Set<Integer> held = held(tape);
        return removed(tape, held, wanted) | addedLate(cassette, tape, held, wanted);
    }

    private Set<Integer> held(IndexedTape tape) throws IOException {
        List<Integer> numbers =
                index.look(searcher -> OpenIndex.numbers(searcher, Fields.ofTape(tape.id()), Integer.MAX_VALUE));
        return new TreeSet<>(numbers);
    }

    private boolean removed(IndexedTape tape, Set<Integer> held, Set<Integer> wanted) throws IOException {
        boolean any = false;
        for (int number : held) {
            if (!wanted.contains(number)) {
                index.remove(tape, number);
                tape.removed(number);
                any = true;
            }
        }
        return any;
    }

    private boolean addedLate(Cassette cassette, IndexedTape tape, Set<Integer> held, Set<Integer> wanted)
            throws IOException {
        boolean any = false;
        for (int number : wanted) {
            if (!held.contains(number) && number <= tape.last()) {
                Optional<Interaction> late = interaction(cassette.take(), number);
                if (late.isPresent()) {
                    add(tape, late.get());
                    any = true;
                }
            }
        }
        return any;
    }
}
