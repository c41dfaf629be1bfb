package dev.tapedeck.playbook;

import dev.tapedeck.build.ModelProvider;
import dev.tapedeck.build.PlainCompletions;
import dev.tapedeck.build.PriceList;
import dev.tapedeck.build.SchemaCheck;
import dev.tapedeck.declared.JsonNodes;
import dev.tapedeck.declared.Node;
import dev.tapedeck.declared.TextProblem;
import dev.tapedeck.exchange.AllowedHosts;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Cancellation;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Provider;
import dev.tapedeck.exchange.ScriptedProvider;
import dev.tapedeck.exchange.VirtualTime;
import dev.tapedeck.redaction.Redaction;
import dev.tapedeck.redaction.Redactor;
import dev.tapedeck.resilience.Attempt;
import dev.tapedeck.resilience.ResilienceEvent;
import dev.tapedeck.resilience.RetryPolicy;
import dev.tapedeck.resilience.RetrySettings;
import dev.tapedeck.resilience.ServicePolicy;
import dev.tapedeck.resilience.Services;
import dev.tapedeck.resilience.Setback;
import dev.tapedeck.resilience.Verdict;
import dev.tapedeck.run.Procedure;
import dev.tapedeck.run.RunEntry;
import dev.tapedeck.run.Sanitiser;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Playbooks in virtual time before a scripted provider: provider {@code openai} has models, {@code orders.internal} may be
 * called, {@code sk-secret} is a secret, {@code too much} to be examined, and retries come after a second, three attempts in all. A token costs a dollar.
 */
final class PlaybooksUnderTest {
    final VirtualTime time = new VirtualTime();
    final ScriptedProvider provider = new ScriptedProvider();
    final List<RunEntry.Content> timeline = new ArrayList<>();
    final List<Procedure> progress = new ArrayList<>();
    final List<ResilienceEvent> events = new ArrayList<>();
    final Cancellation cancellation = new Cancellation();
    final Map<PlaybookName, Playbook> library = new HashMap<>();
    final ScriptedAction scripted = new ScriptedAction("try");
    final Models models;
    final ActionRouter router;
    final PlaybookRunner runner;

    PlaybooksUnderTest() {
        models = models(time);
        List<Action> actions = new ArrayList<>(actions(models, time));
        actions.add(scripted);
        actions.add(new ScriptedAction("change", scripted));
        router = new ActionRouter(actions);
        Services services = new Services(any -> ServicePolicy.DEFAULT, time, events::add);
        runner = new PlaybookRunner(
                router,
                models,
                new Repetition(services, new EachSecond(), time, events::add),
                new Sanitiser(new HidesOneSecret()),
                time,
                name -> Optional.ofNullable(library.get(name)));
    }

    /** Knows only actions that need nothing but what is here. */
    static PlaybookReader plainReader() {
        VirtualTime time = new VirtualTime();
        Models models = models(time);
        return new PlaybookReader(new ActionRouter(actions(models, time)), models);
    }

    private static Models models(VirtualTime time) {
        ModelProvider known = new ModelProvider(Dialect.OPENAI, new PlainCompletions(), Optional.empty());
        return new Models(
                (name, model) -> name.value().equals("openai") ? Optional.of(known) : Optional.empty(),
                new DollarPrices(),
                new NamesAreRequired(),
                time);
    }

    private static List<Action> actions(Models models, VirtualTime time) {
        return List.of(
                new CompleteAction(models),
                new ExtractAction(models),
                new HttpAction(
                        new AllowedHosts(HttpAction.HOSTS, List.of("orders.internal", "http://localhost:8081")), time),
                new SetAction(),
                new ExpectAction(),
                new WaitAction(time),
                new PlaybookAction());
    }

    private record DollarPrices() implements PriceList {
        @Override
        public Optional<Price> find(Dialect dialect, String model) {
            BigDecimal million = BigDecimal.valueOf(1_000_000);
            return Optional.of(new Price(million, million, BigDecimal.ONE, LocalDate.EPOCH));
        }
    }

    /** A schema is broken if it says so, and kept by what has a name. */
    private record NamesAreRequired() implements SchemaCheck {
        @Override
        public List<String> faults(Bytes schema) {
            return schema.text().contains("broken") ? List.of("/type: it is broken") : List.of();
        }

        @Override
        public List<String> violations(Bytes schema, String json) {
            return json.contains("\"name\"") ? List.of() : List.of("/: 'name' is missing");
        }
    }

    private record EachSecond() implements RetryPolicy {
        @Override
        public Verdict judge(Setback setback, Attempt attempt, RetrySettings settings) {
            return attempt.number() < settings.maxAttempts()
                    ? new Verdict.Retry(Duration.ofSeconds(1))
                    : new Verdict.PassOn(Verdict.Reason.ATTEMPTS, Optional.empty());
        }

        @Override
        public int mostAttempts(RetrySettings settings) {
            return settings.maxAttempts();
        }

        @Override
        public Optional<Duration> askedWait(Setback setback, Instant now) {
            return Optional.empty();
        }
    }

    private record HidesOneSecret() implements Redactor {
        @Override
        public Redaction<Bytes> body(Bytes body, Optional<String> contentType) {
            return Redaction.clean(Bytes.utf8(text(body.text()).value()));
        }

        @Override
        public Redaction<Headers> headers(Headers headers) {
            return Redaction.clean(headers);
        }

        @Override
        public Redaction<String> query(String query) {
            return text(query);
        }

        @Override
        public Redaction<String> text(String text) {
            return Redaction.clean(text.contains("too much") ? "«withheld»" : text.replace("sk-secret", "«redacted»"));
        }
    }

    static Redactor redactor() {
        return new HidesOneSecret();
    }

    CheckedPlaybook read(String json) {
        return new PlaybookReader(router, models).read(JsonNodes.read(Bytes.utf8(json)));
    }

    List<TextProblem> problems(String json) {
        return ((CheckedPlaybook.Broken) read(json)).problems();
    }

    /** One of which is known that it is right. */
    Playbook playbook(String json) {
        return switch (read(json)) {
            case CheckedPlaybook.Valid(Playbook playbook) -> playbook;
            case CheckedPlaybook.Broken(List<TextProblem> problems) -> throw new AssertionError(problems);
        };
    }

    /** One with these members beside its name, which others may play. */
    Playbook named(String name, String members) {
        Playbook playbook = playbook("{\"name\":\"%s\",%s}".formatted(name, members));
        library.put(playbook.name(), playbook);
        return playbook;
    }

    /** One with these steps. */
    Playbook steps(String... steps) {
        return named("p", "\"steps\":[%s]".formatted(String.join(",", steps)));
    }

    Start prepare(Playbook playbook, String parameters) {
        return runner.prepare(playbook, nodes(parameters));
    }

    static Node nodes(String json) {
        return JsonNodes.read(Bytes.utf8(json));
    }

    PlaybookResult run(Playbook playbook, String parameters) {
        return run(playbook, parameters, provider);
    }

    PlaybookResult run(Playbook playbook, String parameters, Provider calls) {
        return switch (prepare(playbook, parameters)) {
            case Start.Ready ready -> runner.run(ready, calls, timeline::add, progress::add, cancellation);
            case Start.Refused(List<TextProblem> problems) -> throw new AssertionError(problems);
        };
    }

    PlaybookResult run(Playbook playbook) {
        return run(playbook, "{}");
    }

    PlaybookResult dryRun(Playbook playbook) {
        return runner.dryRun((Start.Ready) prepare(playbook, "{}"));
    }

    <T extends RunEntry.Content> Stream<T> entries(Class<T> kind) {
        return timeline.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** What the models were asked so far, one body after the other. */
    List<String> asked() {
        return provider.received().stream()
                .map(call -> call.request().body().text())
                .toList();
    }
}
