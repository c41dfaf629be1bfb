package dev.tapedeck.web.schedule;

import static java.util.Objects.requireNonNull;

import dev.tapedeck.build.BuildId;
import dev.tapedeck.build.BuildOptions;
import dev.tapedeck.build.BuildSettings;
import dev.tapedeck.build.BuildStore;
import dev.tapedeck.build.Builds;
import dev.tapedeck.build.ModelProvider;
import dev.tapedeck.build.Workshop;
import dev.tapedeck.cassette.Acknowledge;
import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.Mode;
import dev.tapedeck.cassette.OnDisconnect;
import dev.tapedeck.cassette.OnStoreFailure;
import dev.tapedeck.cassette.Sessions;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.Provider;
import dev.tapedeck.exchange.VirtualTime;
import dev.tapedeck.pipeline.Layer;
import dev.tapedeck.pipeline.PipelineName;
import dev.tapedeck.provider.openai.OpenAiCompletions;
import dev.tapedeck.provider.tokens.JtokkitTokenCounter;
import dev.tapedeck.storage.memory.MemoryArtifactStore;
import dev.tapedeck.storage.memory.MemoryBuildStore;
import dev.tapedeck.storage.memory.MemoryCassetteStore;
import dev.tapedeck.storage.memory.MemorySessionLedger;
import dev.tapedeck.storage.pipeline.FolderPipelineStore;
import dev.tapedeck.storage.prices.YamlPriceList;
import dev.tapedeck.storage.prompt.QutePromptRenderer;
import dev.tapedeck.storage.redaction.DefaultRedactor;
import dev.tapedeck.storage.redaction.KnownSecrets;
import dev.tapedeck.storage.schema.NetworkntSchemaCheck;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** Builds in memory and in virtual time, of a pipeline that asks one question. */
final class RoundsBench {
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final PipelineName NAME = new PipelineName("one");
    private static final String TEXT = """
            name: one
            sources:
              docs:
                inline: [ { label: a, content: "A question." } ]
            layers:
              - { name: ask, each: docs, provider: any, model: any, prompt: "{item.content}" }
            """;

    final VirtualTime time = new VirtualTime();
    final BuildStore store = new MemoryBuildStore(time);
    final AtomicReference<Provider> live = new AtomicReference<>(call -> {
        throw new AssertionError("no call was scripted: " + call);
    });
    final AtomicReference<Function<Layer, ModelProvider>> providers = new AtomicReference<>(layer -> model());
    final Builds builds;
    final BuildRounds rounds;

    RoundsBench(Path folder) {
        FolderPipelineStore pipelines =
                new FolderPipelineStore(folder, new QutePromptRenderer(), new NetworkntSchemaCheck());
        pipelines.put(NAME, Bytes.utf8(TEXT));
        CassetteStore cassettes = new MemoryCassetteStore();
        Provider line = call -> requireNonNull(live.get()).exchange(call);
        Sessions sessions = new Sessions(
                cassettes,
                new MemorySessionLedger(time),
                new DefaultRedactor(new byte[] {1}, new KnownSecrets(List.of())),
                time,
                line,
                new Sessions.Settings(
                        OnDisconnect.DRAIN, Acknowledge.DURABLE, OnStoreFailure.REFUSE, false, Duration.ofHours(1)));
        builds = new Builds(
                new Workshop(
                        store,
                        new MemoryArtifactStore(),
                        pipelines,
                        new QutePromptRenderer(),
                        new NetworkntSchemaCheck(),
                        new YamlPriceList(),
                        new JtokkitTokenCounter(),
                        layer -> requireNonNull(providers.get()).apply(layer),
                        sessions,
                        cassettes,
                        line,
                        time,
                        new BuildSettings(8, 3, LEASE, Optional.empty())),
                "this-node");
        rounds = new BuildRounds(builds, text -> text, time, LEASE);
    }

    static ModelProvider model() {
        return new ModelProvider(Dialect.OPENAI, new OpenAiCompletions(), Optional.empty());
    }

    BuildId start() {
        time.advance(Duration.ofMillis(1)); // builds are told apart by their time
        return builds.start(
                        NAME,
                        new BuildOptions(Optional.empty(), Mode.OFF, true, true, Optional.empty(), Optional.empty()))
                .id();
    }
}
