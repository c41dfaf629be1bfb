package dev.tapedeck.web.wiring;

import dev.tapedeck.build.ArtifactStore;
import dev.tapedeck.build.BuildSettings;
import dev.tapedeck.build.BuildStore;
import dev.tapedeck.build.Builds;
import dev.tapedeck.build.GuardedArtifactStore;
import dev.tapedeck.build.GuardedBuildStore;
import dev.tapedeck.build.PriceList;
import dev.tapedeck.build.SchemaCheck;
import dev.tapedeck.build.Workshop;
import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.Sessions;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.ProviderDirectory;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.exchange.SettledCalls;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.pipeline.PipelineStore;
import dev.tapedeck.pipeline.PromptRenderer;
import dev.tapedeck.provider.tokens.JtokkitTokenCounter;
import dev.tapedeck.resilience.ReadOnlyGuard;
import dev.tapedeck.resilience.ServiceName;
import dev.tapedeck.storage.pipeline.FolderPipelineStore;
import dev.tapedeck.storage.pipeline.ShippedPipelines;
import dev.tapedeck.storage.prices.YamlPriceList;
import dev.tapedeck.storage.prompt.QutePromptRenderer;
import dev.tapedeck.storage.schema.NetworkntSchemaCheck;
import dev.tapedeck.web.resilience.PlainText;
import dev.tapedeck.web.schedule.BuildRounds;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/** The part of the house in which pipelines are built. */
@Singleton
class BuildRoom {
    private static final Logger LOG = Logger.getLogger(BuildRoom.class);
    private static final String SCRATCH = "batches";

    private final TapedeckConfig config;
    private final BuildSettings settings;
    private final Map<ProviderName, Long> batchTokens;

    BuildRoom(TapedeckConfig config) {
        this.config = config;
        this.settings = new Settings(config).builds();
        this.batchTokens = new Settings(config).batchTokens();
    }

    @Produces
    @Singleton
    BuildSettings settings() {
        return settings;
    }

    @Produces
    @Singleton
    BuildStore builds(Stores stores, Guards guards) {
        BuildStore store = stores.builds();
        return stores.onTheNetwork() ? new GuardedBuildStore(store, guards.of(ServiceName.BUILD_STORE)) : store;
    }

    @Produces
    @Singleton
    ArtifactStore artifacts(Stores stores, Guards guards) {
        ArtifactStore store = stores.artifacts();
        return stores.onTheNetwork() ? new GuardedArtifactStore(store, guards.of(ServiceName.ARTIFACT_STORE)) : store;
    }

    @Produces
    @Singleton
    PromptRenderer prompts() {
        return new QutePromptRenderer();
    }

    @Produces
    @Singleton
    SchemaCheck schemas() {
        return new NetworkntSchemaCheck();
    }

    @Produces
    @Singleton
    PipelineStore pipelines(PromptRenderer prompts, SchemaCheck schemas) {
        Path directory = config.builds().directory();
        try {
            ShippedPipelines.layInto(directory);
        } catch (FailedCall unwritable) {
            LOG.warn(unwritable.failure().message());
        }
        return new FolderPipelineStore(directory, prompts, schemas);
    }

    @Produces
    @Singleton
    PriceList prices() {
        return Settings.understood(() -> config.prices()
                .map(file -> new YamlPriceList(file, fault -> LOG.warn(fault.message())))
                .orElseGet(YamlPriceList::new));
    }

    @Produces
    @Singleton
    ModelProviders models(ProviderDirectory providers, ReadOnlyGuard live) {
        return new ModelProviders(providers, live, ScratchFolder.in(config.dataDirectory(), SCRATCH), batchTokens);
    }

    /** Answers of batches come in beside the live line, where {@code SettledCalls} lets them in. */
    @Produces
    @Singleton
    Builds useCase(
            BuildStore builds,
            ArtifactStore artifacts,
            PipelineStore pipelines,
            PromptRenderer prompts,
            SchemaCheck schemas,
            PriceList prices,
            ModelProviders models,
            Sessions sessions,
            CassetteStore cassettes,
            SettledCalls settled,
            Time time) {
        Workshop workshop = new Workshop(
                builds,
                artifacts,
                pipelines,
                prompts,
                schemas,
                prices,
                new JtokkitTokenCounter(),
                models,
                sessions,
                cassettes,
                settled,
                time,
                settings);
        return new Builds(workshop, UUID.randomUUID().toString());
    }

    @Produces
    @Singleton
    BuildRounds rounds(Builds builds, PlainText plain, Time time) {
        return new BuildRounds(builds, plain::brief, time, settings.lease());
    }

    /** Everything that the configuration may get wrong is made by now. */
    void start(@Observes StartupEvent event, BuildRounds rounds, Scheduler scheduler) {
        if (config.builds().enabled()) {
            rounds.start(scheduler);
        }
    }

    /** Before the house closes what builds are made with. */
    void stop(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) ShutdownEvent event, BuildRounds rounds)
            throws InterruptedException {
        rounds.stop();
    }
}
