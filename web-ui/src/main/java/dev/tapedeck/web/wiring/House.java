package dev.tapedeck.web.wiring;

import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.Sessions;
import dev.tapedeck.exchange.ProviderDirectory;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.provider.resilience.SystemTime;
import dev.tapedeck.provider.wire.WireClients;
import dev.tapedeck.redaction.Redactor;
import dev.tapedeck.storage.memory.MemoryCassetteStore;
import dev.tapedeck.web.gateway.Gateway;
import dev.tapedeck.web.gateway.Traffic;
import dev.tapedeck.web.gateway.Transcripts;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The composition root: here adapters are constructed and everything is put together. Reads top to bottom in the way of
 * a call: time, store, redactor, providers, sessions, the door.
 */
@Singleton
class House {
    private final TapedeckConfig config;
    private final Settings settings;

    House(TapedeckConfig config) {
        this.config = config;
        this.settings = new Settings(config);
    }

    @Produces
    @Singleton
    Time time() {
        return new SystemTime();
    }

    @Produces
    @Singleton
    CassetteStore cassetteStore() {
        return new MemoryCassetteStore();
    }

    @Produces
    @Singleton
    Redactor redactor() {
        return new PlainRedactor();
    }

    @Produces
    @Singleton
    WireClients wireClients(Vertx vertx) {
        return new WireClients(vertx);
    }

    @Produces
    @Singleton
    ProviderDirectory providers(WireClients clients, Time time) {
        ProviderAssembly assembly = new ProviderAssembly(config, clients, time);
        return new ProviderDirectory(assembly.entries(), assembly::build);
    }

    @Produces
    @Singleton
    Sessions sessions(CassetteStore store, Redactor redactor, Time time, ProviderDirectory providers) {
        return new Sessions(store, redactor, time, providers, settings.sessions());
    }

    @Produces
    @Singleton
    Traffic traffic() {
        return new Traffic();
    }

    @Produces
    @Singleton
    Gateway gateway(ProviderDirectory providers, Sessions sessions, Traffic traffic, Time time) {
        ExecutorService virtualThreads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("call-", 0).factory());
        return new Gateway(
                providers, sessions, ProviderAssembly::dialectOf, traffic, time, virtualThreads, settings.gateway());
    }

    @Produces
    @Singleton
    Gateway.Settings gatewaySettings() {
        return settings.gateway();
    }

    @Produces
    @Singleton
    Transcripts transcripts() {
        return new Transcripts(Map.of());
    }

    void stop(@Observes ShutdownEvent event, Sessions sessions, WireClients clients) {
        sessions.closeAll();
        clients.close();
    }
}
