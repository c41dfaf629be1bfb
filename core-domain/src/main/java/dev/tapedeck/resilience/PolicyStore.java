package dev.tapedeck.resilience;

import dev.tapedeck.Port;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Keeps the changes that were made to policies at run time: for each service one JSON object, as it was given, with a
 * version. A version is positive, and never given twice to the same service, even if its changes were removed in
 * between. What a method has done is durable when it returns, if the store is lasting. Thread-safe; every method may block.
 *
 * <p>Failures, as {@link dev.tapedeck.exchange.FailedCall}: {@code StoreDown} if the technology beneath doesn't answer,
 * {@code Unreadable} if it holds what is none of this; nothing has changed then.
 */
@Port
public interface PolicyStore {
    /** The version of a service without changes. */
    long NONE = 0;

    /** Whether other processes may change what is kept, so that it is to be looked at now and then. */
    boolean shared();

    /** Everything that is kept. */
    Map<ServiceName, Kept> load();

    /**
     * Keeps this in place of what there is.
     *
     * @param expected the version that is replaced; {@link #NONE} if there must be none
     * @return the new version; nothing, and nothing has changed, if the present version is another than expected
     */
    OptionalLong put(ServiceName service, String json, long expected);

    /**
     * Removes what is kept for the service.
     *
     * @return whether it was at that version; if not, nothing has changed
     */
    boolean delete(ServiceName service, long expected);

    /**
     * The changes of one service.
     *
     * @param json at most 10,000 characters
     */
    record Kept(String json, long version) {}
}
