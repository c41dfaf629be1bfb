package dev.tapedeck.web.wiring;

import dev.tapedeck.exchange.AllowedHosts;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Provider;
import dev.tapedeck.exchange.ProviderDirectory;
import dev.tapedeck.exchange.ProviderDirectory.Entry;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.provider.anthropic.AnthropicCredentials;
import dev.tapedeck.provider.gemini.GeminiCredentials;
import dev.tapedeck.provider.generic.GenericCredentials;
import dev.tapedeck.provider.openai.OpenAiCredentials;
import dev.tapedeck.provider.simulator.SimulatorDialects;
import dev.tapedeck.provider.simulator.SimulatorProvider;
import dev.tapedeck.provider.simulator.SimulatorSettings;
import dev.tapedeck.provider.wire.Credentials;
import dev.tapedeck.provider.wire.HttpProvider;
import dev.tapedeck.provider.wire.Target;
import dev.tapedeck.provider.wire.WireClients;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Makes the configured providers, and the simulator beside them. */
final class ProviderAssembly {
    /** The capability of a provider with a batch API. */
    static final String BATCH = "batch";

    private static final ProviderName SIMULATOR = new ProviderName("simulator");
    /** How models begin for which the simulator answers in the dialect of Anthropic. */
    private static final String CLAUDE = "claude";

    private static final Duration HOST_CONNECT = Duration.ofSeconds(5);
    private static final Duration HOST_RESPONSE = Duration.ofSeconds(60);
    private static final Duration HOST_IDLE = Duration.ofMinutes(5);

    private final WireClients clients;
    private final Time time;
    private final SimulatorSettings simulatorSettings;
    private final Map<ProviderName, Target> targets = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();

    /** Checks the whole configuration, although each provider is built only at its first live call. */
    ProviderAssembly(TapedeckConfig config, WireClients clients, Time time) {
        this.clients = clients;
        this.time = time;
        simulatorSettings = new SimulatorSettings(
                Duration.ZERO,
                config.simulator().faults().orElse(""),
                config.simulator().batchTime());
        entries.add(new Entry(SIMULATOR, Dialect.OPENAI, Optional.empty(), false, Set.of(BATCH)));
        config.providers().forEach((id, provider) -> entries.add(entry(id, provider)));
    }

    List<Entry> entries() {
        return entries;
    }

    private Entry entry(String id, TapedeckConfig.Provider provider) {
        ProviderName name = Settings.provider(id);
        Dialect dialect = Settings.dialect(id, provider.dialect());
        targets.put(name, target(name, dialect, provider));
        return new Entry(
                name,
                dialect,
                Optional.of(provider.baseUrl()),
                provider.apiKey().isPresent(),
                capabilities(dialect, provider));
    }

    private static Set<String> capabilities(Dialect dialect, TapedeckConfig.Provider provider) {
        Set<String> capabilities = new TreeSet<>(provider.capabilities().orElse(Set.of()));
        boolean named = capabilities.remove(BATCH);
        if (provider.batch().orElseGet(() -> named || isAtHome(dialect, provider.baseUrl()))) {
            capabilities.add(BATCH);
        }
        return capabilities;
    }

    /** Whether this is the well-known address of the dialect's own provider: others may speak it and have no batches. */
    private static boolean isAtHome(Dialect dialect, URI baseUrl) {
        String home = switch (dialect) {
            case OPENAI -> "api.openai.com";
            case ANTHROPIC -> "api.anthropic.com";
            case GEMINI, GENERIC -> "";
        };
        return "https".equals(baseUrl.getScheme()) && home.equalsIgnoreCase(baseUrl.getHost());
    }

    /** Providers of the hosts that may be called without one: nobody reaches them through the door. */
    static ProviderDirectory ofHosts(List<AllowedHosts> hosts, WireClients clients, Time time) {
        Map<ProviderName, URI> places = new HashMap<>();
        hosts.forEach(allowed -> places.putAll(allowed.providers()));
        List<Entry> entries = places.entrySet().stream()
                .map(host -> new Entry(host.getKey(), Dialect.GENERIC, Optional.of(host.getValue()), false, Set.of()))
                .toList();
        return new ProviderDirectory(
                entries, entry -> new HttpProvider(target(entry.baseUrl().orElseThrow()), clients, time));
    }

    private static Target target(URI host) {
        return new Target(
                Optional.empty(),
                host,
                Optional.empty(),
                new GenericCredentials(),
                HOST_CONNECT,
                HOST_RESPONSE,
                HOST_IDLE);
    }

    Provider build(Entry entry) {
        Target target = targets.get(entry.name());
        return target == null
                ? new SimulatorProvider(time, simulatorSettings)
                : new HttpProvider(target, clients, time);
    }

    private static Target target(ProviderName name, Dialect dialect, TapedeckConfig.Provider provider) {
        return new Target(
                Optional.of("tapedeck.providers." + name),
                provider.baseUrl(),
                provider.apiKey(),
                credentials(dialect),
                provider.connectTimeout(),
                provider.responseTimeout(),
                provider.idleTimeout());
    }

    private static Credentials credentials(Dialect dialect) {
        return switch (dialect) {
            case OPENAI -> new OpenAiCredentials();
            case ANTHROPIC -> new AnthropicCredentials();
            case GEMINI -> new GeminiCredentials();
            case GENERIC -> new GenericCredentials();
        };
    }

    /** The dialect in which a model of that provider is asked. */
    static Dialect dialectOf(Entry provider, String model) {
        return provider.name().equals(SIMULATOR) && model.startsWith(CLAUDE) ? Dialect.ANTHROPIC : provider.dialect();
    }

    /** The simulator speaks two dialects; where the provider is unknown, the path tells what its client expects. */
    static Dialect dialectOf(Optional<Entry> provider, String path, Headers headers) {
        if (provider.isPresent() && !provider.get().name().equals(SIMULATOR)) {
            return provider.get().dialect();
        }
        if (path.startsWith("/v1beta/")) {
            return Dialect.GEMINI;
        }
        return provider.isPresent() || path.startsWith("/v1/") ? SimulatorDialects.of(path, headers) : Dialect.GENERIC;
    }
}
