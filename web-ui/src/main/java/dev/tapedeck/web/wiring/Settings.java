package dev.tapedeck.web.wiring;

import dev.tapedeck.build.BuildSettings;
import dev.tapedeck.cassette.Acknowledge;
import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.Mode;
import dev.tapedeck.cassette.OnDisconnect;
import dev.tapedeck.cassette.OnExhausted;
import dev.tapedeck.cassette.OnStoreFailure;
import dev.tapedeck.cassette.Retention;
import dev.tapedeck.cassette.Sessions;
import dev.tapedeck.cassette.Speed;
import dev.tapedeck.exchange.AllowedHosts;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Names;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.exchange.Secret;
import dev.tapedeck.playbook.HttpAction;
import dev.tapedeck.resilience.ServiceName;
import dev.tapedeck.run.RunJournal;
import dev.tapedeck.run.RunSettings;
import dev.tapedeck.web.gateway.Gateway;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The configuration as the house understands it; a value that can't be understood stops the start with its name. */
record Settings(TapedeckConfig config) {
    private static final int MOST_AT_ONCE = 1_000;
    private static final int MOST_ATTEMPTS = 10;
    /** What waits for the journal of runs holds on to no more than this. */
    private static final long JOURNAL_BYTES = 64 << 20;

    Gateway.Settings gateway() {
        return understood(this::door);
    }

    private Gateway.Settings door() {
        TapedeckConfig.Cassette cassette = config.cassette();
        return new Gateway.Settings(
                config.gateway().maxBody().asLongValue(),
                choice("tapedeck.cassette.mode", cassette.mode(), Mode.values(), Mode::id),
                new CassetteName(cassette.name()),
                choice("tapedeck.cassette.on-exhausted", cassette.onExhausted(), OnExhausted.values(), OnExhausted::id),
                Speed.parse(cassette.speed()));
    }

    Sessions.Settings sessions() {
        OnDisconnect onDisconnect = choice(
                "tapedeck.cassette.on-disconnect",
                config.cassette().onDisconnect(),
                OnDisconnect.values(),
                Settings::lowerCase);
        Acknowledge acknowledge = choice(
                "tapedeck.cassette.acknowledge",
                config.cassette().acknowledge(),
                Acknowledge.values(),
                Settings::lowerCase);
        OnStoreFailure onStoreFailure = choice(
                "tapedeck.cassette.on-store-failure",
                config.cassette().onStoreFailure(),
                OnStoreFailure.values(),
                Settings::lowerCase);
        return new Sessions.Settings(
                onDisconnect,
                acknowledge,
                onStoreFailure,
                config.redaction().outcomes(),
                config.session().idleTimeout());
    }

    BuildSettings builds() {
        TapedeckConfig.Builds builds = config.builds();
        return new BuildSettings(
                between("tapedeck.builds.concurrency", builds.concurrency(), 1, MOST_AT_ONCE),
                between("tapedeck.builds.max-attempts", builds.maxAttempts(), 1, MOST_ATTEMPTS),
                between("tapedeck.builds.lease", builds.lease(), Duration.ofSeconds(5), Duration.ofMinutes(10)),
                builds.poll()
                        .map(poll ->
                                between("tapedeck.builds.poll", poll, Duration.ofMillis(100), Duration.ofHours(1))));
    }

    RunSettings runs() {
        return new RunSettings(between(
                "tapedeck.runs.inactive-after",
                config.runs().inactiveAfter(),
                Duration.ofSeconds(10),
                Duration.ofDays(7)));
    }

    /** Where runs may be watched. */
    AllowedHosts runHosts() {
        return hosts("tapedeck.runs.hosts", config.runs().hosts());
    }

    /** What playbooks may call. */
    AllowedHosts playbookHosts() {
        return hosts(HttpAction.HOSTS, config.playbooks().hosts());
    }

    private static AllowedHosts hosts(String setting, Optional<Set<String>> hosts) {
        return understood(() -> new AllowedHosts(setting, hosts.orElse(Set.of())));
    }

    RunJournal.Limits journal() {
        int entries = between("tapedeck.runs.waiting", config.runs().waiting(), 100, 1_000_000);
        return new RunJournal.Limits(entries, JOURNAL_BYTES);
    }

    /** How many tokens one batch of a provider may hold, where that is set. */
    Map<ProviderName, Long> batchTokens() {
        Map<ProviderName, Long> tokens = new HashMap<>();
        config.providers()
                .forEach((id, provider) -> provider.batchTokens()
                        .map(most ->
                                between("tapedeck.providers.%s.batch-tokens".formatted(id), most, 1L, Long.MAX_VALUE))
                        .ifPresent(most -> tokens.put(provider(id), most)));
        return tokens;
    }

    private static <T extends Comparable<T>> T between(String setting, T value, T least, T most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new ConfigurationException(
                    "%s=%s is out of range: it may be %s to %s.".formatted(setting, value, least, most));
        }
        return value;
    }

    Retention retention() {
        TapedeckConfig.Cassette.Retention limits = config.cassette().retention();
        try {
            return new Retention(
                    limits.keepLast(),
                    limits.maxAge(),
                    limits.maxSize()
                            .map(size -> OptionalLong.of(size.asLongValue()))
                            .orElse(OptionalLong.empty()));
        } catch (IllegalArgumentException nothingKept) {
            throw new ConfigurationException("tapedeck.cassette.retention." + nothingKept.getMessage());
        }
    }

    /** Which adapter keeps the cassettes. */
    enum Store {
        DATABASE,
        FILE,
        MEMORY;

        String id() {
            return lowerCase(this);
        }
    }

    Store store() {
        return choice("tapedeck.cassette.store", config.cassette().store(), Store.values(), Store::id);
    }

    /** Which database it is. */
    enum Database {
        H2,
        POSTGRESQL
    }

    Database database() {
        return choice("tapedeck.storage.database", config.storage().database(), Database.values(), Settings::lowerCase);
    }

    private enum Fsync {
        NONE,
        COMMIT
    }

    /** Whether every commit is forced to the disk. */
    boolean forcesToDisk() {
        return choice("tapedeck.storage.fsync", config.storage().fsync(), Fsync.values(), Settings::lowerCase)
                == Fsync.COMMIT;
    }

    /** Which adapter judges failures. */
    enum Retries {
        BACKOFF,
        NONE
    }

    Retries retries() {
        return choice(
                "tapedeck.resilience.retry-policy",
                config.resilience().retryPolicy(),
                Retries.values(),
                Settings::lowerCase);
    }

    /** Where Tapedeck writes, in words. */
    String places() {
        Path data = config.dataDirectory();
        Path documents = config.cassette().directory().toAbsolutePath().normalize();
        return store() == Store.FILE && !documents.startsWith(data)
                ? "The cassettes are in %s, everything else that Tapedeck writes is in %s".formatted(documents, data)
                : "Everything that Tapedeck writes is in %s".formatted(data);
    }

    /** Makes something of the settings; what can't be made stops the start with one sentence, whoever says it. */
    static <T> T understood(Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException | FailedCall wrong) {
            throw new ConfigurationException(wrong.getMessage());
        }
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The keys that are sent to providers. */
    List<Secret> keys() {
        return config.providers().values().stream()
                .flatMap(provider -> provider.apiKey().stream())
                .toList();
    }

    static ProviderName provider(String id) {
        if (id.length() > ServiceName.LONGEST_PROVIDER) {
            throw new ConfigurationException(
                    "tapedeck.providers.%s: a provider's id has at most %d characters, this one has %d."
                            .formatted(id.replaceAll("\\p{Cntrl}", "?"), ServiceName.LONGEST_PROVIDER, id.length()));
        }
        try {
            return new ProviderName(id);
        } catch (Names.InvalidName invalid) {
            throw new ConfigurationException(
                    "tapedeck.providers.\"%s\": %s".formatted(Names.shown(id), invalid.getMessage()));
        }
    }

    static Dialect dialect(String provider, String id) {
        return choice("tapedeck.providers.%s.dialect".formatted(provider), id, Dialect.values(), Dialect::id);
    }

    private static <T> T choice(String setting, String id, T[] choices, Function<T, String> ids) {
        Optional<T> chosen = Arrays.stream(choices)
                .filter(candidate -> ids.apply(candidate).equals(id))
                .findFirst();
        return chosen.orElseThrow(() -> new ConfigurationException("%s=%s is unknown. Use one of: %s."
                .formatted(setting, id, Arrays.stream(choices).map(ids).collect(Collectors.joining(", ")))));
    }
}
