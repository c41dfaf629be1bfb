package dev.tapedeck.exchange;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The providers that are configured. A provider is built at its first live call: what only replays never has an HTTP
 * client. Thread-safe.
 */
public final class ProviderDirectory {
    private final SortedMap<String, Entry> entries = new TreeMap<>();
    private final Function<Entry, Provider> builder;
    private final Map<ProviderName, Provider> built = new ConcurrentHashMap<>();

    /**
     * One provider, as configured.
     *
     * @param dialect its wire format; the simulator answers in two, see its requests
     * @param baseUrl where its calls go; nothing for the simulator, which is in-process
     * @param keyConfigured whether Tapedeck sends a key of its own
     * @param capabilities what the configuration says it can do, such as {@code batch}
     */
    public record Entry(
            ProviderName name,
            Dialect dialect,
            Optional<URI> baseUrl,
            boolean keyConfigured,
            Set<String> capabilities) {}

    /** @param builder makes the provider of an entry, at its first live call */
    public ProviderDirectory(List<Entry> entries, Function<Entry, Provider> builder) {
        entries.forEach(entry -> this.entries.put(entry.name().value(), entry));
        this.builder = builder;
    }

    /** All providers, sorted by name. */
    public List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    public Optional<Entry> find(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    /** @throws FailedCall {@code Unknown}, if there is no provider of that name; the message lists those there are */
    public Entry fetch(String name) {
        return find(name).orElseThrow(() -> unknown(name));
    }

    private FailedCall unknown(String name) {
        return FailedCall.rejected(new Failure.Unknown(
                Failure.Unknown.Kind.PROVIDER,
                "There is no provider '%s'. Configured are: %s. Others are added with tapedeck.providers.<id>.base-url."
                        .formatted(Names.shown(name), String.join(", ", entries.keySet()))));
    }

    /** Whether a provider has been built, because a call went live. */
    public boolean isLive(ProviderName name) {
        return built.containsKey(name);
    }

    /**
     * The end of the stage line: passes each call to its own provider. Only for the wiring, which puts the other stages
     * before it: nothing reaches a provider beside them.
     */
    public Provider endOfLine() {
        return this::exchange;
    }

    /** The same, with the calls to providers of another directory passed on to those. */
    public Provider endOfLine(ProviderDirectory other) {
        return call -> {
            boolean isOther =
                    other.entries.containsKey(call.request().provider().value());
            return (isOther ? other : this).exchange(call);
        };
    }

    private Answer exchange(Call call) {
        Entry entry = fetch(call.request().provider().value());
        return built.computeIfAbsent(entry.name(), name -> builder.apply(entry)).exchange(call);
    }
}
