package dev.tapedeck.build;

import dev.tapedeck.build.PriceList.Price;
import dev.tapedeck.cassette.Acknowledge;
import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.Mode;
import dev.tapedeck.cassette.OnDisconnect;
import dev.tapedeck.cassette.OnStoreFailure;
import dev.tapedeck.cassette.Sessions;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.exchange.SettledCalls;
import dev.tapedeck.exchange.VirtualTime;
import dev.tapedeck.pipeline.Batching;
import dev.tapedeck.pipeline.Document;
import dev.tapedeck.pipeline.Endpoint;
import dev.tapedeck.pipeline.Gathering;
import dev.tapedeck.pipeline.Layer;
import dev.tapedeck.pipeline.OnFailure;
import dev.tapedeck.pipeline.Output;
import dev.tapedeck.pipeline.Pipeline;
import dev.tapedeck.pipeline.PipelineName;
import dev.tapedeck.pipeline.Source;
import dev.tapedeck.storage.memory.MemoryArtifactStore;
import dev.tapedeck.storage.memory.MemoryBuildStore;
import dev.tapedeck.storage.memory.MemoryCassetteStore;
import dev.tapedeck.storage.memory.MemorySessionLedger;
import dev.tapedeck.storage.redaction.DefaultRedactor;
import dev.tapedeck.storage.redaction.KnownSecrets;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Everything that builds need, in memory and in virtual time. Providers: {@code openai} has batches, {@code plain} has none. */
final class Workbench {
    static final PipelineName NAME = new PipelineName("report");
    static final BuildOptions LIVE =
            new BuildOptions(Optional.empty(), Mode.OFF, true, true, Optional.empty(), Optional.empty());

    final VirtualTime time = new VirtualTime();
    final TablePipelines pipelines = new TablePipelines();
    final LedgerBatches batches;
    Optional<Long> batchTokens = Optional.empty();
    /** Whether the list of prices has the one that it has at first. */
    volatile boolean priced = true;

    final LedgerCalls calls = new LedgerCalls();
    final ArtifactStore artifacts = new MemoryArtifactStore();
    final CassetteStore cassettes = new MemoryCassetteStore();
    final BuildStore store = new MemoryBuildStore(time);

    Workbench() {
        this(true);
    }

    Workbench(boolean knowsIntents) {
        batches = new LedgerBatches(knowsIntents);
    }

    /** A process of its own over what is kept. */
    Builds node(String name) {
        return node(name, store, artifacts);
    }

    Builds node(String name, BuildStore over, ArtifactStore keeping) {
        SettledCalls live = new SettledCalls(calls);
        Sessions sessions = new Sessions(
                cassettes,
                new MemorySessionLedger(time),
                new DefaultRedactor(new byte[] {1}, new KnownSecrets(List.of())),
                time,
                live,
                new Sessions.Settings(
                        OnDisconnect.DRAIN, Acknowledge.DURABLE, OnStoreFailure.REFUSE, false, Duration.ofHours(1)));
        return new Builds(
                new Workshop(
                        over,
                        keeping,
                        pipelines,
                        new SimplePrompts(),
                        new NoSchemas(),
                        (dialect, model) -> model.equals("priced") && priced
                                ? Optional.of(new Price(
                                        BigDecimal.ONE, BigDecimal.TEN, new BigDecimal("0.5"), LocalDate.EPOCH))
                                : Optional.empty(),
                        (dialect, model, text) -> new TokenCounter.Count(1_000, false),
                        layer -> new ModelProvider(
                                Dialect.OPENAI,
                                new PlainCompletions(),
                                Optional.<BatchProvider>of(batches)
                                        .filter(any -> layer.provider().value().equals("openai")),
                                batchTokens),
                        sessions,
                        cassettes,
                        live,
                        time,
                        new BuildSettings(8, 3, Duration.ofSeconds(30), Optional.empty())),
                name);
    }

    private static final class NoSchemas implements SchemaCheck {
        @Override
        public List<String> faults(Bytes schema) {
            return List.of();
        }

        @Override
        public List<String> violations(Bytes schema, String json) {
            return json.contains("good") ? List.of() : List.of("/ is not good");
        }
    }

    /** Works on a build until it has ended, or nothing will ever happen again by itself; time flies. */
    Build worked(Builds builds, BuildId id) throws InterruptedException {
        for (int round = 0; round < 10_000; round++) {
            Build build = round(builds, id);
            if (build.state().ended() || build.dueAt().isEmpty()) {
                return build;
            }
        }
        throw new AssertionError("The build goes on for ever.");
    }

    /** Works on a build until nothing more can be done then, and lets time fly to where it goes on. */
    Build round(Builds builds, BuildId id) throws InterruptedException {
        builds.work(id);
        Build build = builds.fetch(id);
        build.dueAt()
                .map(due -> Duration.between(time.now(), due))
                .filter(left -> !build.state().ended() && left.isPositive())
                .ifPresent(time::advance);
        return build;
    }

    Build built(BuildOptions options) throws InterruptedException {
        time.advance(Duration.ofMillis(1)); // builds are told apart by their time
        Builds builds = node("node");
        return worked(builds, builds.start(NAME, options).id());
    }

    /** One source {@code docs} with these documents, and these layers. */
    void pipeline(List<Document> documents, Layer... layers) {
        pipelines.keep(
                new Pipeline(NAME, List.of(new Source("docs", new Source.Origin.Inline(documents))), List.of(layers)));
    }

    static List<Document> documents(String... contents) {
        List<Document> documents = new ArrayList<>();
        for (String content : contents) {
            documents.add(document(content, Map.of()));
        }
        return documents;
    }

    static Document document(String content, Map<String, String> metadata) {
        return new Document("d-" + content, content, new TreeMap<>(metadata));
    }

    static Layer each(String name, String input, String provider) {
        return layer(name, new Gathering.Each(), List.of(input), provider, name + " *", new OnFailure.Block());
    }

    static Layer all(String name, String provider, String... inputs) {
        return layer(name, new Gathering.All(), List.of(inputs), provider, name + " *", new OnFailure.Block());
    }

    static Layer layer(
            String name,
            Gathering gathering,
            List<String> inputs,
            String provider,
            String prompt,
            OnFailure onFailure) {
        return new Layer(
                name,
                gathering,
                inputs,
                new ProviderName(provider),
                "model",
                Endpoint.CHAT,
                Bytes.utf8("{}"),
                Batching.AUTO,
                prompt,
                Output.TEXT,
                onFailure);
    }

    static Layer with(Layer layer, OnFailure onFailure) {
        return layer(
                layer.name(),
                layer.gathering(),
                layer.inputs(),
                layer.provider().value(),
                layer.prompt(),
                onFailure);
    }

    /** A layer whose model has a price, and whose answers have at most 100 tokens. */
    static Layer priced(Layer layer) {
        return with(layer, "priced", "{\"max_tokens\":100}");
    }

    static Layer params(Layer layer, String params) {
        return with(layer, layer.model(), params);
    }

    private static Layer with(Layer layer, String model, String params) {
        return new Layer(
                layer.name(),
                layer.gathering(),
                layer.inputs(),
                layer.provider(),
                model,
                layer.endpoint(),
                Bytes.utf8(params),
                layer.batch(),
                layer.prompt(),
                layer.output(),
                layer.onFailure());
    }

    List<WorkUnit> units(BuildId id, String layer) {
        return store.units(id, BuildStore.UnitQuery.of(layer), Optional.empty(), 10_000);
    }

    /** The contents that a layer has made, in order. */
    List<String> contents(BuildId id, String layer) {
        return units(id, layer).stream()
                .flatMap(unit -> unit.artifact().stream())
                .map(artifact -> artifacts.find(artifact).orElseThrow().text())
                .toList();
    }

    /** What came of every unit of a build. */
    String summary(BuildId id) {
        return store
                .units(
                        id,
                        new BuildStore.UnitQuery(Optional.empty(), Set.of(), Optional.empty(), Set.of()),
                        Optional.empty(),
                        10_000)
                .stream()
                .map(unit -> "%s/%d %s %s %s"
                        .formatted(
                                unit.ref().layer(),
                                unit.ref().number(),
                                unit.state(),
                                unit.artifact().map(ArtifactId::value).orElse("-"),
                                unit.failure().map(UnitFailure::code).orElse("-")))
                .collect(Collectors.joining("\n"));
    }

    List<String> codes(BuildId id, String layer) {
        return units(id, layer).stream()
                .map(unit -> unit.failure().map(UnitFailure::code).orElse("good"))
                .toList();
    }

    Instant now() {
        return time.now();
    }
}
