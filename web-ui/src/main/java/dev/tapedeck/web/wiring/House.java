package dev.tapedeck.web.wiring;

import dev.tapedeck.audit.AuditLog;
import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.InteractionIndex;
import dev.tapedeck.cassette.RecordingSearch;
import dev.tapedeck.cassette.Retention;
import dev.tapedeck.cassette.Retirement;
import dev.tapedeck.cassette.SessionLedger;
import dev.tapedeck.cassette.Sessions;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.Operations;
import dev.tapedeck.exchange.ProviderDirectory;
import dev.tapedeck.exchange.SettledCalls;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.exchange.Transcriber;
import dev.tapedeck.provider.anthropic.AnthropicOperations;
import dev.tapedeck.provider.anthropic.AnthropicTranscriber;
import dev.tapedeck.provider.gemini.GeminiOperations;
import dev.tapedeck.provider.gemini.GeminiTranscriber;
import dev.tapedeck.provider.generic.GenericOperations;
import dev.tapedeck.provider.generic.GenericTranscriber;
import dev.tapedeck.provider.openai.OpenAiOperations;
import dev.tapedeck.provider.openai.OpenAiTranscriber;
import dev.tapedeck.provider.resilience.BackoffRetryPolicy;
import dev.tapedeck.provider.resilience.NoRetry;
import dev.tapedeck.provider.resilience.SystemTime;
import dev.tapedeck.provider.wire.WireClients;
import dev.tapedeck.redaction.Redactor;
import dev.tapedeck.resilience.ConfiguredPolicies;
import dev.tapedeck.resilience.GuardedCassetteStore;
import dev.tapedeck.resilience.GuardedSessionLedger;
import dev.tapedeck.resilience.Policies;
import dev.tapedeck.resilience.ReadOnlyGuard;
import dev.tapedeck.resilience.Retrier;
import dev.tapedeck.resilience.RetryPolicy;
import dev.tapedeck.resilience.ServiceName;
import dev.tapedeck.resilience.Services;
import dev.tapedeck.storage.redaction.DefaultRedactor;
import dev.tapedeck.storage.redaction.KnownSecrets;
import dev.tapedeck.storage.search.LuceneInteractionIndex;
import dev.tapedeck.storage.search.Source;
import dev.tapedeck.storage.search.Source.Takes;
import dev.tapedeck.web.gateway.ClientKeys;
import dev.tapedeck.web.gateway.DialectOf;
import dev.tapedeck.web.gateway.Gateway;
import dev.tapedeck.web.gateway.RunCalls;
import dev.tapedeck.web.gateway.Traffic;
import dev.tapedeck.web.gateway.Transcripts;
import dev.tapedeck.web.resilience.ResilienceSink;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/**
 * The composition root: here adapters are constructed and everything is put together. Reads top to bottom in the way of
 * a call: time, store, redactor, providers, sessions, the door.
 */
@Singleton
class House {
    private static final Logger LOG = Logger.getLogger(House.class);

    private final TapedeckConfig config;
    private final Settings settings;
    private final Retention retention;
    private final Map<Dialect, Operations> operations = operations();

    House(TapedeckConfig config) {
        this.config = config;
        this.settings = new Settings(config);
        this.retention = settings.retention();
        DataDirectory.make(config.dataDirectory()); // before anything is written to it
    }

    @Produces
    @Singleton
    Time time() {
        return new SystemTime();
    }

    @Produces
    @Singleton
    CassetteStore cassetteStore(Stores stores, Guards guards) {
        CassetteStore store = stores.inUse();
        return stores.onTheNetwork() ? new GuardedCassetteStore(store, guards.of(ServiceName.CASSETTE_STORE)) : store;
    }

    @Produces
    @Singleton
    SessionLedger sessionLedger(Stores stores, Guards guards) {
        SessionLedger ledger = stores.sessions();
        return stores.onTheNetwork() ? new GuardedSessionLedger(ledger, guards.of(ServiceName.CASSETTE_STORE)) : ledger;
    }

    @Produces
    @Singleton
    KnownSecrets knownSecrets() {
        return new KnownSecrets(settings.keys());
    }

    @Produces
    @Singleton
    Redactor redactor(KnownSecrets knownSecrets) {
        return new DefaultRedactor(InstallationKey.in(config.dataDirectory()), knownSecrets);
    }

    @Produces
    @Singleton
    InteractionIndex interactionIndex(CassetteStore store, Redactor redactor, Time time) {
        return switch (settings.store()) {
            case MEMORY ->
                LuceneInteractionIndex.inMemory(new Source(store, Takes.OF_THIS_PROCESS, redactor), time, LOG::warn);
            case DATABASE -> lastingIndex(new Source(store, Takes.LASTING, redactor), time);
            case FILE -> lastingIndex(new Source(store, Takes.OF_THIS_PROCESS, redactor), time);
        };
    }

    private InteractionIndex lastingIndex(Source source, Time time) {
        return LuceneInteractionIndex.in(config.dataDirectory().resolve("search"), source, time, LOG::warn);
    }

    @Produces
    @Singleton
    RecordingSearch recordingSearch(CassetteStore store, InteractionIndex index) {
        return new RecordingSearch(store, index);
    }

    @Produces
    @Singleton
    Retirement retirement(CassetteStore store, Sessions sessions, Time time) {
        return new Retirement(store, sessions, time, retention);
    }

    @Produces
    @Singleton
    Policies policies(Stores stores) {
        ConfiguredPolicies configured = Settings.understood(() -> PolicySettings.of(config.resilience()));
        return new Policies(configured, stores.policies(), new PolicyLog());
    }

    private static Map<Dialect, Operations> operations() {
        Operations openAi = new OpenAiOperations();
        Operations anthropic = new AnthropicOperations();
        Operations gemini = new GeminiOperations();
        return Map.of(
                Dialect.OPENAI, openAi,
                Dialect.ANTHROPIC, anthropic,
                Dialect.GEMINI, gemini,
                Dialect.GENERIC, new GenericOperations(List.of(openAi, anthropic, gemini)));
    }

    @Produces
    @Singleton
    RetryPolicy retryPolicy() {
        return switch (settings.retries()) {
            case BACKOFF -> new BackoffRetryPolicy();
            case NONE -> new NoRetry();
        };
    }

    @Produces
    @Singleton
    Services services(Policies policies, Time time, ResilienceSink events) {
        return new Services(policies::of, time, events);
    }

    @Produces
    @Singleton
    AuditLog auditLog(Stores stores) {
        return stores.audit();
    }

    @Produces
    @Singleton
    WireClients wireClients(Vertx vertx) {
        return new WireClients(vertx);
    }

    @Produces
    @Singleton
    ProviderDirectory providers(WireClients clients, Time time) {
        ProviderAssembly assembly = Settings.understood(() -> new ProviderAssembly(config, clients, time));
        return new ProviderDirectory(assembly.entries(), assembly::build);
    }

    /** The one way to the providers and to the hosts that may be called without one: whatever goes live passes these stages, in this order. */
    @Produces
    @Singleton
    ReadOnlyGuard live(
            ProviderDirectory providers,
            WireClients clients,
            Services services,
            RetryPolicy retryPolicy,
            Time time,
            ResilienceSink events) {
        ProviderDirectory byHost =
                ProviderAssembly.ofHosts(List.of(settings.runHosts(), settings.playbookHosts()), clients, time);
        return new ReadOnlyGuard(
                new Retrier(providers.endOfLine(byHost), services, retryPolicy, operations::get, time, events));
    }

    /** Before all other stages: what was paid for in another way, in a batch, is not called for again. */
    @Produces
    @Singleton
    SettledCalls settledCalls(ReadOnlyGuard live) {
        return new SettledCalls(live);
    }

    @Produces
    @Singleton
    Sessions sessions(CassetteStore store, SessionLedger ledger, Redactor redactor, Time time, SettledCalls live) {
        return new Sessions(store, ledger, redactor, time, live, settings.sessions());
    }

    @Produces
    @Singleton
    Traffic traffic() {
        return new Traffic();
    }

    @Produces
    @Singleton
    DialectOf dialectOf() {
        return ProviderAssembly::dialectOf;
    }

    @Produces
    @Singleton
    Gateway.Settings gatewaySettings() {
        return settings.gateway();
    }

    @Produces
    @Singleton
    Transcripts transcripts(Redactor redactor) {
        Transcriber openAi = new OpenAiTranscriber();
        Transcriber anthropic = new AnthropicTranscriber();
        Transcriber gemini = new GeminiTranscriber();
        Transcriber generic = new GenericTranscriber(List.of(openAi, anthropic, gemini));
        return new Transcripts(
                Map.of(
                        Dialect.OPENAI, openAi,
                        Dialect.ANTHROPIC, anthropic,
                        Dialect.GEMINI, gemini,
                        Dialect.GENERIC, generic),
                redactor);
    }

    @Produces
    @Singleton
    Gateway gateway(
            ProviderDirectory providers,
            ReadOnlyGuard live,
            Sessions sessions,
            DialectOf dialectOf,
            KnownSecrets knownSecrets,
            Traffic traffic,
            RunCalls runs,
            Time time) {
        ExecutorService virtualThreads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("call-", 0).factory());
        return new Gateway(
                providers,
                live,
                sessions,
                dialectOf,
                operations::get,
                new ClientKeys(knownSecrets::remember),
                traffic,
                runs,
                time,
                virtualThreads,
                settings.gateway());
    }

    /** Everything that the configuration may get wrong is made by now, or is asked for here. */
    void start(@Observes StartupEvent event, Config allSettings, Policies policies) {
        UnknownSettings.warnings(allSettings).forEach(LOG::warn);
        DataDirectory.warning(config.dataDirectory()).ifPresent(LOG::warn);
        LOG.info(settings.places());
    }

    /**
     * Calls had their time to end by now. Those still under way are broken off, so that their recordings end; then
     * sessions close, then the store; what resilience held back is told last.
     */
    void stop(
            @Observes ShutdownEvent event,
            Sessions sessions,
            WireClients clients,
            InteractionIndex index,
            ResilienceSink events,
            Stores stores) {
        clients.close();
        sessions.closeAll().forEach(failure -> LOG.warnf("A session couldn't be closed: %s", failure.message()));
        if (index instanceof LuceneInteractionIndex lucene) {
            lucene.close();
        }
        stores.close();
        events.flush();
    }
}
