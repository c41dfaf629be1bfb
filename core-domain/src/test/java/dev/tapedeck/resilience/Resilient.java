package dev.tapedeck.resilience;

import dev.tapedeck.cassette.Examples;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.Effect;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Lane;
import dev.tapedeck.exchange.Operations;
import dev.tapedeck.exchange.Provider;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.ScriptedProvider;
import dev.tapedeck.exchange.StreamOpening;
import dev.tapedeck.exchange.Terms;
import dev.tapedeck.exchange.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A retrier before a scripted provider, in virtual time: three attempts with a second between them, five retries to spend,
 * a circuit that opens after three failures. Streams begin with pieces that hold {@code ping}; {@code error} is an error.
 */
final class Resilient {
    static final ServiceName SERVICE = ServiceName.of(new ProviderName("openai"));

    final VirtualTime time = new VirtualTime();
    final ScriptedProvider provider = new ScriptedProvider();
    final List<ResilienceEvent> events = new ArrayList<>();
    final Services services = new Services(any -> this.policy, time, events::add);
    final Retrier retrier = before(provider);

    ServicePolicy policy = new ServicePolicy(
            new RetrySettings(3, Duration.ofSeconds(1), Duration.ofSeconds(60), Backoff.FIXED, Duration.ofSeconds(30)),
            new BudgetSettings(0, 5, Duration.ofSeconds(10)),
            new CircuitSettings(
                    true,
                    3,
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(10),
                    2,
                    Duration.ofMinutes(5),
                    CircuitSettings.Count.HEALTH,
                    CircuitSettings.Scope.PROVIDER));

    /** Retries 5xx, 429 and whatever broke, after a second or the time that {@code retry-after} names. */
    private record EachSecond() implements RetryPolicy {
        @Override
        public Verdict judge(Setback setback, Attempt attempt, RetrySettings settings) {
            Optional<Duration> asked = askedWait(setback, attempt.now());
            Duration wait = asked.orElse(settings.baseDelay());
            if (setback instanceof Setback.Refused refused && refused.status() < 500 && refused.status() != 429) {
                return new Verdict.PassOn(Verdict.Reason.PERMANENT, asked);
            }
            if (attempt.number() == settings.maxAttempts()) {
                return new Verdict.PassOn(Verdict.Reason.ATTEMPTS, asked);
            }
            return wait.compareTo(attempt.left()) > 0
                    ? new Verdict.PassOn(Verdict.Reason.TIME, asked)
                    : new Verdict.Retry(wait);
        }

        @Override
        public int mostAttempts(RetrySettings settings) {
            return settings.maxAttempts();
        }

        @Override
        public Optional<Duration> askedWait(Setback setback, Instant now) {
            return setback instanceof Setback.Refused refused
                    ? refused.headers()
                            .first("retry-after")
                            .map(Long::parseLong)
                            .map(Duration::ofSeconds)
                    : Optional.empty();
        }
    }

    private record Pings() implements Operations {
        @Override
        public Effect effectOf(ProviderRequest request) {
            return Effect.SAFE;
        }

        @Override
        public boolean isOfBatches(ProviderRequest request) {
            return request.path().startsWith("/v1/batches");
        }

        @Override
        public Optional<String> modelOf(ProviderRequest request) {
            return Optional.of(Examples.MODEL);
        }

        @Override
        public StreamOpening opening() {
            return piece -> seen(piece.text());
        }

        private static StreamOpening.Seen seen(String text) {
            if (text.contains("ping")) {
                return new StreamOpening.Seen.Prelude();
            }
            return text.contains("error") ? new StreamOpening.Seen.Died(529) : new StreamOpening.Seen.Content();
        }
    }

    /** A retrier like this one, before another provider. */
    Retrier before(Provider other) {
        return before(other, events::add);
    }

    Retrier before(Provider other, Consumer<ResilienceEvent> listener) {
        return new Retrier(other, services, new EachSecond(), dialect -> new Pings(), time, listener);
    }

    StoreCalls storeCalls() {
        return new StoreCalls(ServiceName.CASSETTE_STORE, services, new EachSecond(), time, events::add);
    }

    static Call call() {
        return call(Terms.of(Effect.SAFE));
    }

    static Call call(Terms terms) {
        return new Call(Examples.chat("hello"), Lane.MAIN, terms);
    }

    static Call call(Bytes body) {
        return new Call(Examples.post(body), Lane.MAIN, Terms.of(Effect.SAFE));
    }

    /** A request without a body, to the provider of {@link #SERVICE}. */
    static ProviderRequest get(String path) {
        return new ProviderRequest(
                new ProviderName("openai"), Dialect.OPENAI, "GET", path, Optional.empty(), Headers.NONE, Bytes.EMPTY);
    }

    Service service() {
        return services.of(SERVICE);
    }

    CircuitSnapshot circuit() {
        return service().circuit(Optional.empty()).snapshot();
    }

    /** The names of the events so far, but for the ends of attempts. */
    List<String> told() {
        return events.stream()
                .map(ResilienceEvent::name)
                .filter(name -> !name.equals("attempt.ended"))
                .toList();
    }

    /** What the ends of attempts said. */
    List<Health> healths() {
        return events.stream()
                .flatMap(event -> event instanceof ResilienceEvent.AttemptEnded ended
                        ? Stream.of(ended.health())
                        : Stream.empty())
                .toList();
    }
}
