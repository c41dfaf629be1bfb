package dev.tapedeck.transfer;

import dev.tapedeck.cassette.Cassette;
import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.TakeId;
import dev.tapedeck.exchange.FailedCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A take that is filled beside a cassette's current one, in groups of bounded size. Used by one thread. */
final class TakeInTheMaking {
    private static final long GROUP_BYTES = 4L << 20;
    private static final int GROUP_SIZE = 500;

    private final CassetteStore store;
    private final Cassette cassette;
    private final boolean created;
    private final TakeId take;
    private final List<Interaction> group = new ArrayList<>();
    private long groupBytes;
    private int lastNumber;

    /** @param created whether the cassette was made for this take, and goes with it */
    TakeInTheMaking(CassetteStore store, Cassette cassette, boolean created) {
        this.store = store;
        this.cassette = cassette;
        this.created = created;
        this.take = store.beginTake(cassette.name());
    }

    boolean created() {
        return created;
    }

    /** The highest number so far. */
    int lastNumber() {
        return lastNumber;
    }

    void add(Interaction interaction) {
        if (!group.isEmpty() && (groupBytes + interaction.bytes() > GROUP_BYTES || group.size() == GROUP_SIZE)) {
            flush();
        }
        group.add(interaction);
        groupBytes += interaction.bytes();
        lastNumber = interaction.number();
    }

    private void flush() {
        store.append(take, List.copyOf(group));
        group.clear();
        groupBytes = 0;
    }

    /** Makes it the cassette's current take. */
    void adopt(Instant changedAt) {
        if (!group.isEmpty()) {
            flush();
        }
        store.adoptTake(cassette.name(), take, changedAt);
    }

    /** Leaves everything as it was before. */
    void discard() {
        try {
            store.dropTake(take);
            if (created && store.entries(cassette.take()).isEmpty()) {
                store.delete(cassette.name());
            }
        } catch (FailedCall unreachable) {
            group.clear(); // the store drops takes that nobody adopted when it starts
        }
    }
}
