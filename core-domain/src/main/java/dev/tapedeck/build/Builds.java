package dev.tapedeck.build;

import dev.tapedeck.build.BuildStore.UnitQuery;
import dev.tapedeck.cassette.Cassette;
import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.KeyRecipe;
import dev.tapedeck.cassette.Mode;
import dev.tapedeck.cassette.RequestKeys;
import dev.tapedeck.cassette.Session;
import dev.tapedeck.cassette.SessionSpec;
import dev.tapedeck.declared.TextProblem;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.IdempotencyKey;
import dev.tapedeck.pipeline.CheckedPipeline;
import dev.tapedeck.pipeline.Document;
import dev.tapedeck.pipeline.Layer;
import dev.tapedeck.pipeline.Pipeline;
import dev.tapedeck.pipeline.PipelineName;
import dev.tapedeck.pipeline.PipelineStore.Stored;
import dev.tapedeck.pipeline.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Starts builds, works on them, and does what people ask of them. Nodes that share a store share their builds: each is
 * worked on by one of them at a time. Thread-safe.
 */
public final class Builds {
    private static final int AT_ONCE = 50;
    private static final String RESET = "RESET";

    private final Workshop workshop;
    private final String node;
    private final Preflight preflight;
    private final Map<BuildId, BuildLease> held = new ConcurrentHashMap<>();

    /** @param node a name that no other process has */
    public Builds(Workshop workshop, String node) {
        this.workshop = workshop;
        this.node = node;
        this.preflight = new Preflight(workshop);
    }

    /** A pipeline that can't be built here and now. */
    public static final class NotBuildable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient List<TextProblem> problems;

        NotBuildable(List<TextProblem> problems) {
            super(problems.getFirst().message(), null, false, false);
            this.problems = List.copyOf(problems);
        }

        public List<TextProblem> problems() {
            return problems;
        }
    }

    /** Starts a build by a request without a key. */
    public Build start(PipelineName name, BuildOptions options) {
        return start(name, options, Optional.empty());
    }

    /**
     * Starts a build; it is worked on in the next round. Of requests with one key, be they sent at once or to several nodes,
     * one starts it, and the others find it.
     *
     * @param key by what the request is known when it is sent again, see {@link IdempotencyKey#isKey}
     * @throws NotBuildable if the pipeline can't be built, with everything that is wrong
     * @throws IdempotencyKey.Reused if that key has started something else
     * @throws FailedCall {@code Unknown} if there is no such pipeline
     */
    public Build start(PipelineName name, BuildOptions options, Optional<String> key) {
        Optional<IdempotencyKey> known = key.map(text -> keyOf(text, name, options));
        return known.flatMap(this::startedBy).orElseGet(() -> begun(name, options, known));
    }

    /**
     * The build that such a request has started already.
     *
     * @throws IdempotencyKey.Reused if that key has started something else
     */
    public Optional<Build> started(PipelineName name, BuildOptions options, String key) {
        return startedBy(keyOf(key, name, options));
    }

    private static IdempotencyKey keyOf(String text, PipelineName pipeline, BuildOptions options) {
        return IdempotencyKey.of(
                text,
                List.of(
                        pipeline.value(),
                        options.cassette().map(CassetteName::value).orElse(""),
                        options.mode().id(),
                        String.valueOf(options.batches()),
                        String.valueOf(options.cache()),
                        options.maxCost()
                                .map(most -> String.valueOf(most.nanos()))
                                .orElse(""),
                        options.maxWait().map(Duration::toString).orElse("")));
    }

    private Optional<Build> startedBy(IdempotencyKey key) {
        Optional<Build> started = workshop.builds().findByKey(key.text());
        started.filter(build -> !build.key().equals(Optional.of(key))).ifPresent(other -> {
            throw new IdempotencyKey.Reused(key);
        });
        return started;
    }

    private Build begun(PipelineName name, BuildOptions options, Optional<IdempotencyKey> key) {
        Build build = checked(name, options, key);
        try {
            workshop.builds().create(build, statuses(ofBuild(build)));
            return build;
        } catch (FailedCall clash) {
            return key.flatMap(this::startedBy).orElseThrow(() -> clash);
        }
    }

    private Build checked(PipelineName name, BuildOptions options, Optional<IdempotencyKey> key) {
        Stored stored = fetched(name);
        Pipeline pipeline = valid(stored);
        List<TextProblem> problems = preflight.check(pipeline, options);
        if (!problems.isEmpty()) {
            throw new NotBuildable(problems);
        }
        Instant now = workshop.time().now();
        return new Build(
                newId(now),
                name,
                stored.text(),
                UnitFingerprints.of(pipeline),
                options,
                BuildState.PENDING,
                Optional.empty(),
                Optional.empty(),
                now,
                now,
                now,
                now,
                Optional.of(now),
                Money.ZERO,
                Money.ZERO,
                false,
                key);
    }

    /**
     * What a build would do and cost; nothing is sent.
     *
     * @throws NotBuildable if the pipeline can't be built, with everything that is wrong
     */
    public BuildPlan plan(PipelineName name, BuildOptions options) {
        Pipeline pipeline = valid(fetched(name));
        List<TextProblem> problems = preflight.check(pipeline, options);
        if (!problems.isEmpty()) {
            throw new NotBuildable(problems);
        }
        return new Plans(workshop).plan(pipeline, options);
    }

    /** Why units of a build were made, or not made again; those after that one. */
    public List<UnitExplanation> explain(BuildId id, Optional<UnitRef> after, int limit) {
        Build build = fetch(id);
        Explanations explanations = new Explanations(workshop, build, ofBuild(build));
        return workshop
                .builds()
                .units(id, new UnitQuery(Optional.empty(), Set.of(), Optional.empty(), Set.of()), after, limit)
                .stream()
                .map(explanations::of)
                .toList();
    }

    private Stored fetched(PipelineName name) {
        return workshop.pipelines()
                .find(name)
                .orElseThrow(() -> FailedCall.rejected(new Failure.Unknown(
                        Failure.Unknown.Kind.PIPELINE,
                        "There is no pipeline '%s'. There are: %s."
                                .formatted(
                                        name,
                                        workshop.pipelines().list().stream()
                                                .map(stored -> stored.name().value())
                                                .collect(Collectors.joining(", "))))));
    }

    private static Pipeline valid(Stored stored) {
        return switch (stored.checked()) {
            case CheckedPipeline.Valid(Pipeline pipeline) -> pipeline;
            case CheckedPipeline.Broken(List<TextProblem> problems) -> throw new NotBuildable(problems);
        };
    }

    /** They sort by the time they were made. */
    private static BuildId newId(Instant now) {
        return new BuildId("%013x-%s"
                .formatted(now.toEpochMilli(), UUID.randomUUID().toString().substring(0, 8)));
    }

    private static List<LayerStatus> statuses(Pipeline pipeline) {
        List<LayerStatus> statuses = new ArrayList<>();
        for (Source source : pipeline.sources()) {
            statuses.add(status(source.name(), statuses.size() + 1, true));
        }
        for (Layer layer : pipeline.layers()) {
            statuses.add(status(layer.name(), statuses.size() + 1, false));
        }
        return statuses;
    }

    private static LayerStatus status(String name, int number, boolean source) {
        return new LayerStatus(name, number, source, LayerState.PENDING, false, false, Optional.empty());
    }

    public Build fetch(BuildId id) {
        return workshop.builds()
                .find(id)
                .orElseThrow(() -> FailedCall.rejected(
                        new Failure.Unknown(Failure.Unknown.Kind.BUILD, "There is no build '%s'.".formatted(id))));
    }

    /**
     * The builds whose time has come; each is to be passed to {@link #work}.
     *
     * @param beyond how many of them may be left alone: that many more are given
     */
    public List<BuildId> due(int beyond) {
        return workshop.builds().due(workshop.time().now(), AT_ONCE + beyond);
    }

    /** Says that this node is alive and works on its builds; to be called three times within a lease. */
    public void beat() {
        held.values()
                .forEach(lease ->
                        workshop.builds().renew(lease, workshop.settings().lease()));
    }

    /** Works on a build until nothing more can be done now, if nobody else does. Blocks. */
    public void work(BuildId id) throws InterruptedException {
        leased(id, this::work);
    }

    private void work(Desk desk) throws InterruptedException {
        if (desk.build().state().ended()) {
            return;
        }
        try {
            run(desk).run();
        } catch (OverBudget over) {
            desk.write(
                    build -> build.because(new Build.Reason("BUDGET", String.valueOf(over.getMessage())))
                            .in(BuildState.RUNNING, Optional.of(desk.now())),
                    List.of());
        } catch (FailedCall failed) {
            failed(desk, failed);
        }
    }

    private BuildRun run(Desk desk) {
        Pipeline pipeline = ofBuild(desk.build());
        Ingredients ingredients = new Ingredients(workshop.builds(), workshop.artifacts(), desk.id());
        BuildPlace place = new BuildPlace(workshop, desk, pipeline, path(desk), ingredients);
        PollTimes times = new PollTimes(
                workshop.settings().poll(), () -> ThreadLocalRandom.current().nextDouble());
        Estimates estimates = new Estimates(workshop.prices(), workshop.tokens());
        Composer composer = new Composer(workshop.prompts(), ingredients);
        Answers answers = new Answers(place);
        BatchRequests requests = new BatchRequests(place, composer);
        BatchLine line = new BatchLine(
                place,
                new BatchSubmission(
                        place,
                        requests,
                        answers,
                        estimates,
                        times,
                        () -> UUID.randomUUID().toString()),
                new BatchCollection(place, requests, answers, times),
                answers,
                times);
        LayerRun layers = new LayerRun(
                place,
                new SourceIntake(workshop, desk),
                new UnitMaking(place, composer, answers),
                answers,
                composer,
                new SyncCalls(place, composer, answers, estimates, times),
                line);
        return new BuildRun(place, layers, line, answers);
    }

    /** As it was when the build began. */
    private Pipeline ofBuild(Build build) {
        return switch (workshop.pipelines().check(build.text())) {
            case CheckedPipeline.Valid(Pipeline pipeline) -> pipeline;
            case CheckedPipeline.Broken broken ->
                throw FailedCall.rejected(new Failure.Unreadable(
                        "The pipeline that build '%s' began with can't be read by this version. Start a new one."
                                .formatted(build.id())));
        };
    }

    private CallPath path(Desk desk) {
        BuildOptions options = desk.build().options();
        if (options.mode() == Mode.OFF) {
            return new CallPath(Optional.empty(), workshop.live(), new RequestKeys(KeyRecipe.DEFAULT), session -> {});
        }
        CassetteName cassette = options.cassette().orElseThrow();
        Session session = desk.build()
                .session()
                .flatMap(workshop.sessions()::find)
                .orElseGet(() -> opened(desk, SessionSpec.of(cassette, options.mode())));
        KeyRecipe recipe =
                workshop.cassettes().find(cassette).map(Cassette::recipe).orElse(KeyRecipe.DEFAULT);
        return new CallPath(
                Optional.of(session),
                workshop.live(),
                new RequestKeys(recipe),
                done -> workshop.sessions().close(done.id()));
    }

    private Session opened(Desk desk, SessionSpec spec) {
        Session session = workshop.sessions().open(spec);
        desk.write(build -> build.through(session.id()), List.of());
        return session;
    }

    /** What can't be had now is tried again; whoever has lost the lease leaves it to the other; all else ends the build. */
    private void failed(Desk desk, FailedCall failed) {
        switch (failed.failure()) {
            case Failure.StoreDown down -> throw failed;
            case Failure.Conflict conflict -> {
                if (desk.isHeld(workshop.settings().lease())) {
                    throw failed; // it isn't about the lease
                }
            }
            case Failure other -> fail(desk, new Build.Reason(other.code(), other.message()));
        }
    }

    /**
     * Goes on with a build that stopped before its end, or waits: it is looked at at once. One that is being worked on, or
     * is complete, stays as it is.
     *
     * @param allowMismatch whether that is fine though the pipeline or its documents are others by now; the build goes on
     *     with those that it began with
     * @param maxCost what it may cost from now on, if that is another bound than before
     * @throws FailedCall {@code Conflict}, with what is different, or if it was given up
     */
    public Build resume(BuildId id, boolean allowMismatch, Optional<Money> maxCost) {
        Build build = fetch(id);
        if (!allowMismatch) {
            refuseMismatch(build);
        }
        Consumer<Desk> deed = desk -> {
            maxCost.ifPresent(most -> desk.write(before -> before.costing(most), List.of()));
            resumed(desk);
        };
        return maxCost.isPresent() ? changed(id, deed) : changedIfFree(id, deed).orElseGet(() -> fetch(id));
    }

    private void resumed(Desk desk) {
        switch (desk.build().state()) {
            case COMPLETED, COMPLETED_WITH_ERRORS -> {}
            case PENDING, RUNNING, WAITING ->
                desk.write(before -> before.in(before.state(), Optional.of(desk.now())), List.of());
            case FAILED, CANCELLED -> again(desk, Set.of(UnitState.CANCELLED), "The build was resumed.");
        }
    }

    private void again(Desk desk, Set<UnitState> states, String what) {
        refuseGivenUp(desk.build());
        new Reopening(workshop, desk, ofBuild(desk.build())).reopen(states);
        desk.write(before -> before.again(desk.now()), List.of(new Change.Told(BuildEvent.Kind.BUILD_RESUMED, what)));
    }

    private static void refuseGivenUp(Build build) {
        if (build.reason().filter(why -> why.code().equals(RESET)).isPresent()) {
            throw conflict("Build '%s' was given up. Start a new one.", build.id());
        }
    }

    private void refuseMismatch(Build build) {
        Pipeline now = valid(fetched(build.pipeline()));
        Fingerprint present = UnitFingerprints.of(now);
        for (Source source : now.sources()) {
            if (build.fingerprint().components().containsKey("source." + source.name())) {
                present = UnitFingerprints.with(present, source, amount(now, source));
            }
        }
        List<String> differing = build.fingerprint().differing(present);
        if (!differing.isEmpty()) {
            throw FailedCall.rejected(new Failure.Conflict(
                    "Pipeline '%s' is another one than when build '%s' began; different are: %s. Start a new build, or resume with allowPipelineMismatch to go on with the old one."
                            .formatted(build.pipeline(), build.id(), String.join(", ", differing))));
        }
    }

    private String amount(Pipeline pipeline, Source source) {
        try (Stream<Document> documents = workshop.pipelines().documents(pipeline.name(), source)) {
            return SourceIntake.amount(documents);
        }
    }

    /**
     * Makes what failed, expired or is missing again, and all that depends on it.
     *
     * @throws FailedCall {@code Conflict} if the build hasn't ended, or was given up
     */
    public Build retry(BuildId id) {
        return changed(id, desk -> {
            if (!desk.build().state().ended()) {
                throw conflict("Build '%s' is still under way. Wait for its end, or cancel it.", id);
            }
            again(
                    desk,
                    Set.of(UnitState.FAILED, UnitState.EXPIRED, UnitState.CANCELLED),
                    "What failed is tried again.");
        });
    }

    /**
     * Asks a build to stop: its batches are cancelled, and what they have brought by then is kept.
     *
     * @throws FailedCall {@code Conflict} if it has ended
     */
    public Build cancel(BuildId id) {
        fetch(id);
        if (!workshop.builds().requestCancel(id, workshop.time().now())) {
            throw conflict("Build '%s' has ended already.", id);
        }
        return fetch(id);
    }

    /**
     * What came of giving a build up.
     *
     * @param abandoned the provider's batches that could not be cancelled
     * @param setAside what was said of it, if its state is damaged
     */
    public record GivenUp(List<String> abandoned, Optional<String> setAside) {
        public GivenUp {
            abandoned = List.copyOf(abandoned);
        }
    }

    /**
     * Gives a build up whose state is damaged or of no use: its batches are cancelled if that can be done, and named if it
     * can't; everything stays where it is, to be looked at, and nothing more happens to it. One whose state is damaged is
     * set aside.
     *
     * @throws FailedCall {@code Conflict} if it came to its end, and all of it can be read
     */
    public GivenUp reset(BuildId id) {
        List<String> abandoned = new ArrayList<>();
        try {
            changed(id, desk -> giveUp(desk, abandoned));
            return new GivenUp(abandoned, Optional.empty());
        } catch (FailedCall failed) {
            if (failed.failure() instanceof Failure.Damaged) {
                return setAside(id, abandoned);
            }
            throw failed;
        }
    }

    private void giveUp(Desk desk, List<String> abandoned) {
        BuildState state = desk.build().state();
        if (state == BuildState.COMPLETED || state == BuildState.COMPLETED_WITH_ERRORS) {
            workshop.builds().layers(desk.id());
            workshop.builds().counts(desk.id());
            throw conflict("Build '%s' has come to its end: there is nothing to give up.", desk.id());
        }
        new Abandonment(workshop, desk, ofBuild(desk.build())).abandon(abandoned);
        String told = toldOf(abandoned);
        desk.write(
                build -> build.because(new Build.Reason(RESET, told)).in(BuildState.CANCELLED, Optional.empty()),
                List.of(new Change.Told(BuildEvent.Kind.BUILD_RESET, told)));
    }

    private static String toldOf(List<String> abandoned) {
        return abandoned.isEmpty()
                ? "The build was given up."
                : "The build was given up; at the provider may still be: %s.".formatted(String.join(", ", abandoned));
    }

    private GivenUp setAside(BuildId id, List<String> abandoned) {
        BuildLease lease =
                workshop.builds().acquire(id, node, workshop.settings().lease()).orElseThrow(() -> beingWorkedOn(id));
        try {
            String told = Abandonment.named(workshop.builds(), id, abandoned)
                    ? toldOf(abandoned)
                    : toldOf(abandoned) + " What is kept of its batches can't be read: look for them at the provider.";
            workshop.builds().apply(lease, List.of(new Change.SetAside(told)));
            return new GivenUp(abandoned, Optional.of(told));
        } finally {
            workshop.builds().release(lease);
        }
    }

    /** What people know about a batch that may have been submitted or not. */
    public sealed interface Decision {
        /** It was, as this one. */
        record Adopt(String remoteId) implements Decision {}

        /** It was not: its requests are to be sent again. */
        record Resubmit() implements Decision {}
    }

    /**
     * Settles an uncertain batch.
     *
     * @throws FailedCall {@code Conflict} if that batch isn't uncertain, is said to be another of the build's batches, or
     *     the build has ended
     */
    public Build decide(BuildId id, int number, Decision decision) {
        return changed(id, desk -> {
            List<Batch> batches = workshop.builds().batches(id);
            Batch batch = batches.stream()
                    .filter(one -> one.number() == number && one.state() == BatchState.UNCERTAIN)
                    .findFirst()
                    .orElseThrow(() -> conflict("No batch %d of build '%s' is uncertain.".formatted(number, "%s"), id));
            if (desk.build().state().ended()) {
                throw conflict("Build '%s' has ended. Resume it first, then decide.", id);
            }
            Batch decided = switch (decision) {
                case Decision.Adopt(String remoteId) -> adopted(batch, remoteId, batches);
                case Decision.Resubmit resubmit -> batch.unsent();
            };
            desk.write(
                    before -> before.in(BuildState.WAITING, Optional.of(desk.now())),
                    List.of(new Change.OfBatch(decided)));
        });
    }

    private static Batch adopted(Batch batch, String remoteId, List<Batch> all) {
        all.stream()
                .filter(other -> other.remoteId().equals(Optional.of(remoteId)))
                .findFirst()
                .ifPresent(other -> {
                    throw FailedCall.rejected(new Failure.Conflict(
                            "'%s' is batch %d of this build already.".formatted(remoteId, other.number())));
                });
        return batch.adopted(remoteId);
    }

    /** Ends a build on which every try to work breaks: people are to see it, and resume it once the cause is mended. */
    public void poison(BuildId id, String why) {
        changed(id, desk -> fail(desk, new Build.Reason("POISONED", why)));
    }

    private static void fail(Desk desk, Build.Reason why) {
        desk.write(
                build -> build.because(why).in(BuildState.FAILED, Optional.empty()),
                List.of(new Change.Told(BuildEvent.Kind.BUILD_ENDED, "The build has failed: " + why.message())));
    }

    private Build changed(BuildId id, Consumer<Desk> deed) {
        return changedIfFree(id, deed).orElseThrow(() -> beingWorkedOn(id));
    }

    private static FailedCall beingWorkedOn(BuildId id) {
        return conflict("Build '%s' is being worked on right now. Try again.", id);
    }

    private Optional<Build> changedIfFree(BuildId id, Consumer<Desk> deed) {
        fetch(id);
        return leased(id, deed::accept) ? Optional.of(fetch(id)) : Optional.empty();
    }

    /** What is done under a lease. */
    private interface Deed<E extends Exception> {
        void done(Desk desk) throws E;
    }

    /** Does that with the build as it is under its lease; false if somebody else has it. */
    private <E extends Exception> boolean leased(BuildId id, Deed<E> deed) throws E {
        Optional<BuildLease> lease =
                workshop.builds().acquire(id, node, workshop.settings().lease());
        if (lease.isEmpty()) {
            return false;
        }
        held.put(id, lease.get());
        try {
            deed.done(new Desk(workshop.builds(), lease.get(), fetch(id), workshop.time()));
        } finally {
            held.remove(id);
            workshop.builds().release(lease.get());
        }
        return true;
    }

    private static FailedCall conflict(String message, BuildId id) {
        return FailedCall.rejected(new Failure.Conflict(message.formatted(id)));
    }
}
