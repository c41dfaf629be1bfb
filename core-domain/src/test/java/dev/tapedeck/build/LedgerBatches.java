package dev.tapedeck.build;

import dev.tapedeck.cassette.RequestKey;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A batch API in memory that keeps a ledger: how often each request was paid. A batch ends when a test says so, with what
 * the test says; it can be told to fail at the next call, before it does what it is asked, or after. Thread-safe.
 */
public final class LedgerBatches implements BatchProvider {
    private final Map<String, String> uploads = new LinkedHashMap<>();
    private final Map<String, Remote> batches = new LinkedHashMap<>();
    private final Map<RequestKey, Integer> paid = new ConcurrentHashMap<>();
    private final List<String> calls = new ArrayList<>();
    private final boolean knowsIntents;
    private BatchLimits limits = new BatchLimits(1_000, 1_000_000);
    private volatile Function<BatchRequest, Optional<BatchResult>> answers = LedgerBatches::echoed;
    private boolean endsAtOnce = true;
    private int uploadsSoFar;
    private Optional<Throwable> before = Optional.empty();
    private Optional<Throwable> after = Optional.empty();
    private Optional<RemoteBatch.Rejection> rejection = Optional.empty();
    private volatile boolean refusing;
    private volatile Optional<Refused> pollRefusal = Optional.empty();
    private volatile Optional<Refused> cancelRefusal = Optional.empty();
    private volatile BatchState underWay = BatchState.RUNNING;
    private volatile Runnable step = () -> {};

    /** @param knowsIntents whether a batch can be found by its intent */
    public LedgerBatches(boolean knowsIntents) {
        this.knowsIntents = knowsIntents;
    }

    private static final class Remote {
        private final String intent;
        private final List<BatchRequest> requests;
        private BatchState state = BatchState.RUNNING;
        private Optional<RemoteBatch.Rejection> rejection = Optional.empty();

        Remote(String intent, List<BatchRequest> requests) {
            this.intent = intent;
            this.requests = requests;
        }
    }

    /** Answers with the prompt. */
    static Optional<BatchResult> echoed(BatchRequest request) {
        return Optional.of(new BatchResult.Answered(
                request.key().hex(), 200, Bytes.utf8("re " + PlainCompletions.promptOf(request.request()))));
    }

    public synchronized LedgerBatches holding(int requests) {
        limits = new BatchLimits(requests, limits.bytes());
        return this;
    }

    /** What comes of each request; nothing if it is in no file. */
    public synchronized LedgerBatches answering(Function<BatchRequest, Optional<BatchResult>> with) {
        answers = with;
        return this;
    }

    /** Whoever looks at a batch is refused so; nothing for nobody. */
    public void refusingPolls(Optional<Refused> with) {
        pollRefusal = with;
    }

    /** Whoever cancels a batch is refused so; nothing for nobody. */
    public void refusingCancels(Optional<Refused> with) {
        cancelRefusal = with;
    }

    /** What batches that run are shown as. */
    public void showing(BatchState state) {
        underWay = state;
    }

    /** Batches run until {@link #end}. */
    public synchronized LedgerBatches running() {
        endsAtOnce = false;
        return this;
    }

    /** All batches that run end like this. */
    public synchronized void end() {
        batches.values().stream()
                .filter(batch -> !batch.state.ended())
                .forEach(batch -> batch.state = BatchState.ENDED);
        endsAtOnce = true;
    }

    /** The next batches are rejected so. */
    public synchronized LedgerBatches rejecting(Optional<RemoteBatch.Rejection> why) {
        rejection = why;
        return this;
    }

    /** The next call fails before it has done anything. */
    public synchronized void failBefore(Throwable with) {
        before = Optional.of(with);
    }

    /** The next submission is done, and its answer lost. */
    public synchronized void loseAnswer() {
        after = Optional.of(FailedCall.live(new Failure.Reset("The connection broke.")));
    }

    /** Called before and after each thing that this does; it may take its time, and use this again. */
    public void eachStep(Runnable called) {
        step = called;
    }

    /** How often each request that was paid was paid. */
    public Collection<Integer> payments() {
        return List.copyOf(paid.values());
    }

    /** The names of the calls so far, polls left out. */
    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    public synchronized int submitted() {
        return batches.size();
    }

    public synchronized List<String> remoteIds() {
        return List.copyOf(batches.keySet());
    }

    @Override
    public synchronized BatchLimits limits() {
        return limits;
    }

    @Override
    public long size(BatchRequest request) {
        return request.request().body().length();
    }

    /** Nobody is there for uploads. */
    public synchronized LedgerBatches refusingAll(boolean whether) {
        refusing = whether;
        return this;
    }

    @Override
    public Optional<String> upload(String intent, BatchContent content) {
        called("upload");
        if (refusing) {
            throw FailedCall.live(new Failure.Unreachable("Nobody is there."));
        }
        Optional<String> uploaded = kept(intent);
        step.run();
        return uploaded;
    }

    private synchronized Optional<String> kept(String intent) {
        if (!knowsIntents) {
            return Optional.empty();
        }
        String file = "file-" + ++uploadsSoFar; // never the same again, whatever was deleted
        uploads.put(file, intent);
        return Optional.of(file);
    }

    @Override
    public RemoteBatch submit(String intent, BatchContent content, Optional<String> uploaded) throws Refused {
        called("submit");
        List<BatchRequest> requests = new ArrayList<>();
        content.requests().forEachRemaining(requests::add);
        RemoteBatch submitted = submitted(intent, requests, uploaded);
        step.run();
        lost().ifPresent(LedgerBatches::thrown);
        return submitted;
    }

    private synchronized Optional<Throwable> lost() {
        Optional<Throwable> lost = after;
        after = Optional.empty();
        return lost;
    }

    private synchronized RemoteBatch submitted(String intent, List<BatchRequest> requests, Optional<String> uploaded)
            throws Refused {
        if (uploaded.isPresent() && !uploads.containsKey(uploaded.get())) {
            throw new Refused(Refused.Kind.NEVER, "There is no such file.");
        }
        String id = "batch-" + (batches.size() + 1);
        Remote remote = new Remote(intent, requests);
        batches.put(id, remote);
        if (rejection.isPresent()) {
            remote.state = BatchState.REJECTED;
            remote.rejection = rejection;
        } else {
            requests.forEach(request -> paid.merge(request.key(), 1, Integer::sum));
            remote.state = endsAtOnce ? BatchState.ENDED : BatchState.RUNNING;
        }
        return shown(id);
    }

    @Override
    public Whereabouts locate(String intent, BatchContent content, Optional<String> uploaded, Instant since) {
        called("locate");
        Whereabouts located = located(intent);
        step.run();
        return located;
    }

    private synchronized Whereabouts located(String intent) {
        if (!knowsIntents) {
            List<RemoteBatch> candidates =
                    batches.keySet().stream().map(this::shown).toList();
            return candidates.isEmpty() ? new Whereabouts.NotSubmitted() : new Whereabouts.Uncertain(candidates);
        }
        uploads.values().removeIf(intent::equals);
        return batches.entrySet().stream()
                .filter(batch -> batch.getValue().intent.equals(intent))
                .findFirst()
                .<Whereabouts>map(batch -> new Whereabouts.Found(shown(batch.getKey())))
                .orElseGet(Whereabouts.NotSubmitted::new);
    }

    @Override
    public RemoteBatch poll(String remoteId) throws Refused {
        failIfTold();
        step.run();
        if (pollRefusal.isPresent()) {
            throw pollRefusal.get();
        }
        return polled(remoteId);
    }

    private synchronized RemoteBatch polled(String remoteId) throws Refused {
        if (!batches.containsKey(remoteId)) {
            throw new Refused(Refused.Kind.NOT_FOUND, "There is no batch '%s'.".formatted(remoteId));
        }
        return shown(remoteId);
    }

    @Override
    public void results(String remoteId, Consumer<BatchResult> each) {
        called("results");
        for (BatchRequest request : fetched(remoteId).requests) {
            answers.apply(request).ifPresent(each);
            step.run();
        }
    }

    @Override
    public RemoteBatch cancel(String remoteId) throws Refused {
        called("cancel");
        if (cancelRefusal.isPresent()) {
            throw cancelRefusal.get();
        }
        return cancelled(remoteId);
    }

    private synchronized RemoteBatch cancelled(String remoteId) {
        Remote batch = fetched(remoteId);
        if (!batch.state.ended()) {
            batch.state = BatchState.ENDED;
        }
        return shown(remoteId);
    }

    @Override
    public void discard(String remoteId, Optional<String> uploaded) {
        called("discard");
        uploaded.ifPresent(this::forget);
    }

    private synchronized void forget(String upload) {
        uploads.remove(upload);
    }

    private void called(String what) {
        noted(what);
        failIfTold();
        step.run();
    }

    private synchronized void noted(String what) {
        calls.add(what);
    }

    private void failIfTold() {
        told().ifPresent(LedgerBatches::thrown);
    }

    private synchronized Optional<Throwable> told() {
        Optional<Throwable> told = before;
        before = Optional.empty();
        return told;
    }

    private static void thrown(Throwable told) {
        switch (told) {
            case RuntimeException fault -> throw fault;
            case Error error -> throw error;
            default -> throw new IllegalStateException(told);
        }
    }

    private synchronized Remote fetched(String id) {
        return Optional.ofNullable(batches.get(id)).orElseThrow();
    }

    private synchronized RemoteBatch shown(String id) {
        Remote batch = fetched(id);
        int count = batch.requests.size();
        return new RemoteBatch(
                id,
                batch.state == BatchState.RUNNING ? underWay : batch.state,
                batch.state == BatchState.ENDED ? count : 0,
                count,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                batch.rejection);
    }
}
