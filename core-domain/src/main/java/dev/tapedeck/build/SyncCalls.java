package dev.tapedeck.build;

import dev.tapedeck.cassette.RequestKey;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.pipeline.Layer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Makes the requests of layers one by one, several at a time. Each is written down before it is sent. Thread-safe. */
final class SyncCalls {
    private static final int PAGE = 64;

    private final BuildPlace place;
    private final Composer composer;
    private final Answers answers;
    private final Estimates estimates;
    private final PollTimes times;
    private final Semaphore places;
    private final Map<String, RequestKey> last = new ConcurrentHashMap<>();
    private final Map<String, Sent.Stuck> troubles = new ConcurrentHashMap<>();

    SyncCalls(BuildPlace place, Composer composer, Answers answers, Estimates estimates, PollTimes times) {
        this.place = place;
        this.composer = composer;
        this.answers = answers;
        this.estimates = estimates;
        this.times = times;
        this.places = new Semaphore(place.workshop().settings().concurrency());
    }

    /** Whether the layer's requests can go on, or until when they can't. */
    sealed interface Sent {
        /** There were some; there may be more. */
        record Some() implements Sent {}

        /** There are none left. */
        record NoneLeft() implements Sent {}

        /** Nothing can be had there at present. */
        record Stuck(Instant until, String why) implements Sent {}
    }

    /**
     * Sends some of the layer's requests and waits for their ends: those after the ones that it sent before, so that some
     * that nothing comes of don't keep the others waiting.
     *
     * @throws OverBudget if one could cost too much, or nobody can tell; the others of its part have ended by then
     */
    Sent send(Layer layer) throws InterruptedException {
        List<UnitRequest> open = open(layer, Optional.ofNullable(last.get(layer.name())));
        if (open.isEmpty()) {
            return leftOver(layer);
        }
        last.put(layer.name(), open.getLast().key());
        List<Future<Optional<Sent.Stuck>>> under = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            open.forEach(request -> under.add(threads.submit(() -> inTurn(layer, request))));
        }
        List<Sent.Stuck> stuck =
                under.stream().flatMap(end -> ended(end).stream()).toList();
        stuck.forEach(trouble -> troubles.put(layer.name(), trouble));
        return stuck.size() == open.size() ? stuck.getFirst() : new Sent.Some();
    }

    /** Those that nothing came of are sent again after a while. */
    private Sent leftOver(Layer layer) {
        return place.hasOpen(layer)
                ? Optional.<Sent>ofNullable(troubles.get(layer.name())).orElseGet(() -> anew(layer))
                : new Sent.NoneLeft();
    }

    private Sent anew(Layer layer) {
        last.remove(layer.name());
        return new Sent.Some();
    }

    private List<UnitRequest> open(Layer layer, Optional<RequestKey> after) {
        return place.store()
                .requests(place.id(), Optional.of(layer.name()), UnitRequest.State.OPEN, Optional.empty(), after, PAGE);
    }

    private static Optional<Sent.Stuck> ended(Future<Optional<Sent.Stuck>> end) {
        try {
            return end.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException known
                    ? known
                    : new IllegalStateException(failed.getCause());
        } catch (InterruptedException impossible) {
            throw new IllegalStateException("It has ended already.", impossible);
        }
    }

    private Optional<Sent.Stuck> inTurn(Layer layer, UnitRequest request) throws InterruptedException {
        places.acquire();
        try {
            return place.desk().cancelling() ? Optional.empty() : sent(layer, request);
        } finally {
            places.release();
        }
    }

    private Optional<Sent.Stuck> sent(Layer layer, UnitRequest open) {
        ModelProvider provider = place.provider(layer);
        WorkUnit unit = place.store().unit(place.id(), open.first()).orElseThrow();
        ProviderRequest request = composer.compose(layer, provider.completions(), unit);
        Money atMost = estimates.toSetAside(place.desk().build(), layer, provider, request, false);
        UnitRequest sent = open.sent(atMost);
        if (!place.desk().reserve(atMost, List.of(new Change.OfRequests(List.of(sent))))) {
            throw new OverBudget("The next request of '%s' could cost $%s."
                    .formatted(layer.name(), atMost.dollars().toPlainString()));
        }
        Arrival arrival;
        try {
            arrival = Arrival.of(sent, place.path().live(marked(request, open)), false);
        } catch (FailedCall failed) {
            return came(sent, Trouble.of(failed));
        }
        return answers.take(List.of(arrival)).isEmpty() ? Optional.empty() : Optional.of(stuck(arrival));
    }

    /**
     * So that a provider that heeds it works only once on what is sent again after a crash; but anew on what is sent again
     * because of its answer.
     */
    private ProviderRequest marked(ProviderRequest request, UnitRequest open) {
        List<Headers.Field> fields = new ArrayList<>(request.headers().fields());
        fields.add(new Headers.Field(
                "Idempotency-Key",
                "%s-%x-%d-%s"
                        .formatted(
                                place.id(),
                                place.desk().build().startedAt().toEpochMilli(),
                                open.attempts(),
                                open.key().hex())));
        return new ProviderRequest(
                request.provider(),
                request.dialect(),
                request.method(),
                request.path(),
                request.query(),
                new Headers(fields),
                request.body());
    }

    /** What may have been worked on, and paid, isn't sent again and again. */
    private boolean isWornOut(UnitRequest sent) {
        return sent.attempts() >= place.workshop().settings().maxAttempts();
    }

    private Sent.Stuck stuck(Arrival arrival) {
        return new Sent.Stuck(
                times.afterTrouble(place.desk().now(), Optional.empty()),
                "The provider answers with status %d.".formatted(arrival.status()));
    }

    private Optional<Sent.Stuck> came(UnitRequest sent, Trouble trouble) {
        return switch (trouble) {
            case Trouble.Lasting(UnitFailure failure) -> {
                answers.fail(List.of(sent), failure);
                yield Optional.empty();
            }
            case Trouble.Passing passing
            when place.tired() || !passing.unsent() && isWornOut(sent) -> {
                answers.fail(List.of(sent), new UnitFailure("gave_up", passing.message(), false, Optional.empty()));
                yield Optional.empty();
            }
            case Trouble.Passing passing -> {
                answers.reopen(List.of(sent), !passing.unsent());
                yield Optional.of(new Sent.Stuck(
                        times.afterTrouble(place.desk().now(), passing.retryAfter()), passing.message()));
            }
        };
    }
}
