package dev.tapedeck.build;

import dev.tapedeck.Port;
import dev.tapedeck.cassette.RequestKey;
import dev.tapedeck.exchange.IdempotencyKey;
import dev.tapedeck.exchange.Listed;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.pipeline.PipelineName;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps builds. What a method has written is durable when it returns, if the store is lasting. Times are kept to the
 * microsecond. Nothing here holds more in memory than a part of a build. Thread-safe; every method may block.
 *
 * <p>Failures, as {@link dev.tapedeck.exchange.FailedCall}: {@code StoreDown} if the technology beneath doesn't answer;
 * {@code Damaged} if a row can't be understood, or its build was set aside.
 */
@Port
public interface BuildStore {
    /**
     * Enters a build under an id that is new, and a key that is new if it has one; nobody has its lease.
     * The key, and when the build was made, stay what they are, whatever is written of it.
     *
     * @throws dev.tapedeck.exchange.FailedCall {@code Conflict}, if there is a build of that id or of that key
     */
    void create(Build build, List<LayerStatus> layers);

    Optional<Build> find(BuildId id);

    /** The build that was started by that key, see {@link IdempotencyKey#text}. */
    Optional<Build> findByKey(String key);

    /**
     * Newest first. One that can't be understood harms no other; those that were set aside are left out.
     *
     * @param states all, if empty
     * @param before only those with a lower id
     */
    List<Listed<BuildId, Build>> list(
            Set<BuildState> states, Optional<PipelineName> pipeline, Optional<BuildId> before, int limit);

    /** Builds whose time has come and whose lease nobody has; those that have waited longest first. */
    List<BuildId> due(Instant now, int limit);

    /**
     * Takes the lease of a build, if nobody has it.
     *
     * @param length after that long it is over, unless it was renewed; by the store's own clock where several nodes share it
     */
    Optional<BuildLease> acquire(BuildId id, String owner, Duration length);

    /** Makes it last that long from now on; false if it is over and somebody else has had it since. */
    boolean renew(BuildLease lease, Duration length);

    /** Gives it back; nothing happens if somebody else has it. */
    void release(BuildLease lease);

    /**
     * Writes all of these, in this order, or none. That somebody has asked for an end ({@link #requestCancel}) stays, whatever
     * the build that is written says, until it is written over one that has ended.
     *
     * @throws dev.tapedeck.exchange.FailedCall {@code Conflict}, with nothing written, if somebody else has had the lease since
     */
    void apply(BuildLease lease, List<Change> changes);

    /**
     * Writes that without a lease: somebody asks from outside, and whoever has the lease sees it at its next look. What that
     * one writes meanwhile doesn't undo it, see {@link Build#inPlaceOf}.
     *
     * @return whether that build is there and hasn't ended
     */
    boolean requestCancel(BuildId id, Instant now);

    /** In their order. */
    List<LayerStatus> layers(BuildId id);

    /** How many units of each layer are in each state; states without any are left out. */
    Map<String, Map<UnitState, Long>> counts(BuildId id);

    Optional<WorkUnit> unit(BuildId id, UnitRef ref);

    /** Those of these units that are there. */
    Map<UnitRef, WorkUnit> units(BuildId id, Collection<UnitRef> refs);

    /** By layer, as in {@link #layers}, then by number; those after that one. */
    List<WorkUnit> units(BuildId id, UnitQuery query, Optional<UnitRef> after, int limit);

    /**
     * Which units are meant.
     *
     * @param layer of any, if empty
     * @param states in any, if empty
     * @param group with any or none, if empty
     * @param requests with any or none, if empty
     */
    record UnitQuery(
            Optional<String> layer, Set<UnitState> states, Optional<String> group, Collection<RequestKey> requests) {
        public static UnitQuery of(String layer, UnitState... states) {
            return new UnitQuery(Optional.of(layer), Set.of(states), Optional.empty(), Set.of());
        }
    }

    /** The different values of that name in the metadata of good units of these layers, sorted. */
    List<String> groups(BuildId id, Collection<String> layers, String metadata);

    Map<RequestKey, UnitRequest> requests(BuildId id, Collection<RequestKey> keys);

    /**
     * Requests by the key, those after that one.
     *
     * @param layer of the unit that they are made for
     * @param batch of any or none, if empty
     */
    List<UnitRequest> requests(
            BuildId id,
            Optional<String> layer,
            UnitRequest.State state,
            Optional<Integer> batch,
            Optional<RequestKey> after,
            int limit);

    /** By number. */
    List<Batch> batches(BuildId id);

    /** How long the latest batches of that model took that have ended, from being sent to their end; newest first. */
    List<Duration> waits(ProviderName provider, String model, int limit);

    /** By number, those after that one. */
    List<BuildEvent> events(BuildId id, long after, int limit);

    /** The units that failed for good, by cause, the most frequent first; at most 100 causes. */
    List<FailureGroup> failures(BuildId id);

    /** @param message of one that came to it */
    record FailureGroup(String layer, String code, String message, long units) {}
}
