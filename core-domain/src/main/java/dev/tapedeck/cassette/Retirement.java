package dev.tapedeck.cassette;

import dev.tapedeck.cassette.Retention.Excess;
import dev.tapedeck.cassette.Retention.Kept;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Removes the cassettes that a {@link Retention} no longer keeps, whatever store they are in. A cassette over which a
 * session is open stays until the next time.
 */
public final class Retirement {
    private final CassetteStore store;
    private final Sessions sessions;
    private final Time time;
    private final Retention retention;

    public Retirement(CassetteStore store, Sessions sessions, Time time, Retention retention) {
        this.store = store;
        this.sessions = sessions;
        this.time = time;
        this.retention = retention;
    }

    /**
     * What one round did.
     *
     * @param removed the cassettes that are gone now, in the order of their removal
     * @param failures why others that had to go are still there
     */
    public record Round(List<Excess> removed, List<Failure> failures) {
        public Round {
            removed = List.copyOf(removed);
            failures = List.copyOf(failures);
        }
    }

    /**
     * Removes what exceeds the limits now.
     *
     * @throws FailedCall if the cassettes can't be listed
     */
    public Round run() {
        List<Excess> removed = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        if (!retention.keepsAll()) {
            for (Excess excess : retention.excess(shelf(), time.now())) {
                try {
                    if (removes(excess)) {
                        removed.add(excess);
                    }
                } catch (FailedCall failed) {
                    failures.add(failed.failure());
                }
            }
        }
        return new Round(removed, failures);
    }

    private List<Kept> shelf() {
        return store.all(Optional.empty()).map(Kept::of).toList();
    }

    /** Whether it was removed here: not if it is in use, has changed in the meantime, or another node was faster. */
    private boolean removes(Excess excess) {
        boolean asJudged = store.find(excess.name())
                .filter(now -> now.changedAt().equals(excess.changedAt()))
                .isPresent();
        if (!asJudged || sessions.isInUse(excess.name())) {
            return false;
        }
        try {
            store.delete(excess.name());
            return true;
        } catch (FailedCall failed) {
            if (failed.failure() instanceof Failure.Unknown) {
                return false;
            }
            throw failed;
        }
    }
}
