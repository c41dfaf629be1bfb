package dev.tapedeck.storage.memory;

import dev.tapedeck.resilience.PolicyStore;
import dev.tapedeck.resilience.ServiceName;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** Changes of policies that are forgotten at the end. Thread-safe. */
public final class MemoryPolicyStore implements PolicyStore {
    private final Map<ServiceName, Kept> kept = new HashMap<>();
    private long last = NONE;

    @Override
    public boolean shared() {
        return false;
    }

    @Override
    public synchronized Map<ServiceName, Kept> load() {
        return Map.copyOf(kept);
    }

    @Override
    public synchronized OptionalLong put(ServiceName service, String json, long expected) {
        if (version(service) != expected) {
            return OptionalLong.empty();
        }
        last++;
        kept.put(service, new Kept(json, last));
        return OptionalLong.of(last);
    }

    @Override
    public synchronized boolean delete(ServiceName service, long expected) {
        boolean there = expected != NONE && version(service) == expected;
        if (there) {
            kept.remove(service);
        }
        return there;
    }

    private long version(ServiceName service) {
        Kept present = kept.get(service);
        return present == null ? NONE : present.version();
    }
}
