package dev.tapedeck.resilience;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** A store of policies in memory that may be shared, and down. Thread-safe. */
public final class ScriptedPolicyStore implements PolicyStore {
    private final Map<ServiceName, Kept> kept = new TreeMap<>();
    private final boolean shared;
    private long last;
    private boolean down;

    public ScriptedPolicyStore() {
        this(false);
    }

    public ScriptedPolicyStore(boolean shared) {
        this.shared = shared;
    }

    /** From now on it doesn't answer. */
    public synchronized void goDown() {
        down = true;
    }

    public synchronized void comeBack() {
        down = false;
    }

    @Override
    public boolean shared() {
        return shared;
    }

    @Override
    public synchronized Map<ServiceName, Kept> load() {
        answer();
        return Map.copyOf(kept);
    }

    @Override
    public synchronized OptionalLong put(ServiceName service, String json, long expected) {
        answer();
        if (version(service) != expected) {
            return OptionalLong.empty();
        }
        kept.put(service, new Kept(json, ++last));
        return OptionalLong.of(last);
    }

    @Override
    public synchronized boolean delete(ServiceName service, long expected) {
        answer();
        return expected != NONE && version(service) == expected && kept.remove(service) != null;
    }

    private long version(ServiceName service) {
        Kept present = kept.get(service);
        return present == null ? NONE : present.version();
    }

    private void answer() {
        if (down) {
            throw FailedCall.rejected(new Failure.StoreDown("The store is down.", Optional.empty()));
        }
    }
}
