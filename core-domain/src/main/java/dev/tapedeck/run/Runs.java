package dev.tapedeck.run;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.IdempotencyKey;
import dev.tapedeck.exchange.Listed;
import dev.tapedeck.exchange.Names;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.run.RunEntry.Content;
import dev.tapedeck.run.RunEntry.Happened;
import dev.tapedeck.run.RunEntry.Status;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Begins runs, writes down what happens in them, and ends them. Thread-safe; may block. */
public final class Runs {
    private static final int AT_ONCE = 100;
    /** Whoever ends a run needs less. */
    private static final Duration LONGEST_END = Duration.ofMinutes(2);

    private final RunLog log;
    private final RunJournal journal;
    private final Sanitiser sanitiser;
    private final Function<URI, RunLog.Trace> traces;
    private final Time time;
    private final RunSettings settings;
    private final Finaliser finaliser;
    private final List<Consumer<RunId>> cleaners = new CopyOnWriteArrayList<>();
    /** When this process last wrote to each. */
    private final Map<RunId, Instant> here = new ConcurrentHashMap<>();
    /** The ends under way here: whoever wants the same waits for them. */
    private final Map<RunId, CompletableFuture<Run>> ends = new ConcurrentHashMap<>();

    /** @param traces reads what a run's own program says that it did; fails as a call does */
    public Runs(
            RunLog log,
            RunJournal journal,
            Sanitiser sanitiser,
            Function<URI, RunLog.Trace> traces,
            Time time,
            RunSettings settings) {
        this.log = log;
        this.journal = journal;
        this.sanitiser = sanitiser;
        this.traces = traces;
        this.time = time;
        this.settings = settings;
        this.finaliser = new Finaliser(this::publish, this::cleanUp, this::persist, sanitiser, time);
    }

    /** Does this too when a run is cleaned up. */
    public void onCleanUp(Consumer<RunId> cleaner) {
        cleaners.add(cleaner);
    }

    /**
     * Begins one.
     *
     * @throws InvalidRun if its name holds a secret
     * @throws FailedCall {@code Conflict}, if there is a run of that id
     */
    public Run start(RunSpec spec, Optional<RunId> id) {
        if (!sanitiser.masked(spec.name().value()).equals(spec.name().value())) {
            throw new InvalidRun("name", "The name holds what looks like a secret. Take another one.");
        }
        RunSpec clean = new RunSpec(spec.name(), sanitiser.clean(spec.labels()), spec.sources(), spec.procedure());
        Run run = Run.starting(clean, id.orElseGet(RunId::random), time.now());
        log.create(run);
        here.put(run.id(), run.createdAt());
        return run;
    }

    /** @throws FailedCall {@code Unknown}, if there is no such run */
    public Run fetch(RunId id) {
        return known(id, () -> log.find(id).orElseThrow(() -> unknown(id)));
    }

    /** A run that calls have begun here may still be on its way to the store: it is waited for then. */
    private <T> T known(RunId id, Supplier<T> deed) {
        try {
            return deed.get();
        } catch (FailedCall failed) {
            if (!(failed.failure() instanceof Failure.Unknown) || !here.containsKey(id)) {
                throw failed;
            }
            journal.flush(id);
            return deed.get();
        }
    }

    /** What to say of a run that isn't there. */
    public static FailedCall unknown(RunId id) {
        return FailedCall.rejected(new Failure.Unknown(
                Failure.Unknown.Kind.RUN,
                "There is no run '%s'. GET /api/v1/runs lists those there are.".formatted(Names.shown(id.value()))));
    }

    /**
     * Writes down what happened; it is durable when this returns.
     *
     * @param key by which it is written once, however often it is sent; for good
     * @throws FailedCall {@code Unknown}; {@code Conflict}, if the run has ended
     * @throws IdempotencyKey.Reused if the key came with something else
     */
    public List<RunEntry> record(RunId id, List<? extends Content> contents, Optional<String> key) {
        Instant now = time.now();
        List<Happened> happened = contents.stream()
                .map(content -> new Happened(now, sanitiser.clean(content)))
                .toList();
        Function<Run, List<Happened>> appended = run -> {
            checkOpen(run);
            here.put(id, now);
            return happened;
        };
        return key.map(text -> IdempotencyKey.of(text, List.of(contents.toString())))
                .map(sent -> known(id, () -> log.append(id, sent, appended)))
                .orElseGet(() -> known(id, () -> log.append(id, appended)));
    }

    private static void checkOpen(Run run) {
        if (run.status().ended()) {
            throw FailedCall.rejected(
                    new Failure.Conflict("Run '%s' has ended (%s): nothing happens in it any more. Start another one."
                            .formatted(run.id(), run.status().id())));
        }
    }

    /** Writes down what happened, soon, without waiting for it. A run that nobody has begun is begun. */
    public void note(RunId id, Content content) {
        note(id, 0, () -> content);
    }

    /**
     * The same of what takes a while to make.
     *
     * @param bytes how much the content holds on to until it is made
     */
    public void note(RunId id, long bytes, Supplier<? extends Content> content) {
        here.put(id, time.now());
        journal.offer(id, bytes, content);
    }

    /**
     * Takes a sign of life.
     *
     * @throws FailedCall {@code Unknown}; {@code Conflict}, if the run has ended
     */
    public Run beat(RunId id) {
        Instant now = time.now();
        here.computeIfPresent(id, (same, before) -> now);
        return known(
                id,
                () -> log.update(id, run -> {
                    checkOpen(run);
                    return run.seen(now);
                }));
    }

    /** What a playbook's run came to so far. */
    public Run came(RunId id, Procedure to) {
        return log.update(id, run -> run.came(to));
    }

    /**
     * Ends a run in its three phases; how they went is in what is returned. A run whose end is over stays as it is.
     *
     * @throws FailedCall {@code Unknown}; {@code StoreDown}, if not even how it went could be written: finish it again then
     */
    public Run finish(RunId id, RunEnd end) {
        CompletableFuture<Run> mine = new CompletableFuture<>();
        CompletableFuture<Run> other = ends.putIfAbsent(id, mine);
        if (other != null) {
            return awaited(other);
        }
        try {
            Run run = fetch(id);
            mine.complete(run.closed() ? run : finished(id, sanitiser.clean(end)));
        } catch (RuntimeException failed) {
            mine.completeExceptionally(failed);
        } finally {
            ends.remove(id, mine);
        }
        return awaited(mine);
    }

    private static Run awaited(CompletableFuture<Run> end) {
        try {
            return end.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    private Run finished(RunId id, RunEnd end) {
        List<PhaseResult> results = finaliser.end(id, end);
        Run closed = log.update(id, now -> now.closed() ? now : now.closed(end, results, time.now()));
        here.remove(id);
        return closed;
    }

    /** What happened before stands before it, if that can be written. */
    private void publish(RunId id, RunEnd end) {
        try {
            journal.flush(id);
        } finally {
            Happened ended = new Happened(time.now(), new Status(end.status(), end.reason()));
            log.append(id, run -> run.status().ended() ? List.of() : List.of(ended));
        }
    }

    private void cleanUp(RunId id, RunEnd end) {
        try {
            cleaners.forEach(cleaner -> cleaner.accept(id));
        } finally {
            journal.flush(id);
        }
    }

    private void persist(RunId id, RunEnd end) {
        fetch(id).sources().trace().ifPresent(source -> log.keepTrace(id, sanitiser.clean(traces.apply(source))));
    }

    /** Ends the runs that have been silent for too long, and those whose end was broken off. How many. */
    public int endSilent() {
        Instant now = time.now();
        Instant silentSince = now.minus(settings.inactiveAfter());
        here.values().removeIf(wrote -> wrote.isBefore(silentSince));
        return ended(log.silent(silentSince, AT_ONCE), id -> endSilent(id, silentSince))
                + ended(
                        log.unfinished(now.minus(LONGEST_END), AT_ONCE),
                        id -> finish(id, new RunEnd(fetch(id).status(), Optional.empty(), Optional.empty())));
    }

    /** Unless it has given a sign of life while others were ended. */
    private Run endSilent(RunId id, Instant since) {
        Run run = fetch(id);
        return run.seenAt().isBefore(since)
                ? finish(
                        id,
                        RunEnd.of(
                                RunStatus.FAILED,
                                "It is inactive: there was no sign of life for %s seconds."
                                        .formatted(settings.inactiveAfter().toSeconds())))
                : run;
    }

    /** How many of them came to their end: one that can't be understood holds up no other. */
    private static int ended(List<RunId> ids, Function<RunId, Run> end) {
        return (int) ids.stream()
                .map(id -> Listed.unlessDamaged(() -> end.apply(id)))
                .filter(run -> run.filter(Run::closed).isPresent())
                .count();
    }

    /** Marks a run whose source died. */
    public Run inactive(RunId id, String why) {
        return finish(id, RunEnd.of(RunStatus.FAILED, "It is inactive: " + why));
    }

    /** The runs that this process has written to lately; some may have ended. */
    public Set<RunId> here() {
        return Set.copyOf(here.keySet());
    }

    /** Ends one because this process is stopping. */
    public Run terminate(RunId id) {
        return finish(id, RunEnd.of(RunStatus.TERMINATED, "Tapedeck was stopped."));
    }
}
