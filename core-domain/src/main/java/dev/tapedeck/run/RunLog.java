package dev.tapedeck.run;

import dev.tapedeck.Port;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.IdempotencyKey;
import dev.tapedeck.exchange.Listed;
import dev.tapedeck.run.RunEntry.Happened;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Keeps runs, each with entries of its own. What a method has written is durable when it returns, if the store is lasting.
 * Thread-safe, also among several nodes on one store; every method may block.
 *
 * <p>Failures, as {@link dev.tapedeck.exchange.FailedCall}: {@code StoreDown} if the technology beneath doesn't answer;
 * {@code Unknown} if there is no such run, where one is needed; {@code Damaged} if a row can't be understood.
 */
@Port
public interface RunLog {
    /**
     * Enters a run without entries.
     *
     * @throws dev.tapedeck.exchange.FailedCall {@code Conflict}, if there is a run of that id
     */
    void create(Run run);

    Optional<Run> find(RunId id);

    /**
     * Newest first; of one moment those with the higher id first. One that can't be understood harms no other.
     *
     * @param statuses all, if empty
     * @param behind only those behind that place
     */
    List<Listed<RunMark, Run>> list(Set<RunStatus> statuses, Optional<RunMark> behind, int limit);

    /** How many have one of these statuses, up to a limit. */
    int count(Set<RunStatus> statuses, int limit);

    /**
     * Appends these in their order, all or none, each with the next number of its run; the run's counts, status and sign
     * of life go with them, see {@link Run#with(List)}. Entries that are appended at the same time never interleave with
     * these.
     *
     * @return as they were numbered
     */
    default List<RunEntry> append(RunId id, List<Happened> happened) {
        return append(id, run -> happened);
    }

    /**
     * The same of what is made of the run as it stands, in one step: nobody else changes it meanwhile. If that fails,
     * or there is nothing to append, the run stays as it is.
     */
    List<RunEntry> append(RunId id, Function<Run, List<Happened>> happened);

    /**
     * The same, once for a key: if something was appended to the run with it before, that is returned as it was, whatever
     * became of the run since, and nothing is appended.
     *
     * @throws IdempotencyKey.Reused if the key came with something else
     */
    List<RunEntry> append(RunId id, IdempotencyKey key, Function<Run, List<Happened>> happened);

    /** By number, those after that one. */
    List<RunEntry> entries(RunId id, long after, int limit);

    /**
     * Replaces the run with what is made of it, in one step: nobody else changes it meanwhile. Its id, its time of
     * creation and its entries stay.
     *
     * @return as it is now
     */
    Run update(RunId id, UnaryOperator<Run> change);

    /** Those that haven't ended and gave no sign of life since then, those that are silent longest first. */
    List<RunId> silent(Instant since, int limit);

    /** Those that have ended, but whose end isn't over ({@link Run#closed}), since before then. */
    List<RunId> unfinished(Instant since, int limit);

    /** Keeps what a run's own program said that it did, in place of what was kept before. */
    void keepTrace(RunId id, Trace trace);

    Optional<Trace> findTrace(RunId id);

    /**
     * What a run's own program says that it did.
     *
     * @param contentType as it was sent
     */
    record Trace(String contentType, Bytes content) {}
}
