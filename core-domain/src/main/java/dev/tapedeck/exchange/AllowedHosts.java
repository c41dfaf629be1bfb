package dev.tapedeck.exchange;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Hosts that may be called though no provider is configured for them. Each is a provider of its own, {@code http-<host>} or {@code http-<host>-<port>}, so
 * that its calls pass tapes, policies and circuits like all others.
 */
public final class AllowedHosts {
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private final String setting;
    private final Map<String, ProviderName> origins = new TreeMap<>();

    /**
     * Reads the list.
     *
     * @param setting the one that lists them
     * @param hosts each {@code host} or {@code host:port}, which mean https, or {@code http://host:port}
     * @throws IllegalArgumentException if one is none of this, or two would be the same provider; the message says what to do
     */
    public AllowedHosts(String setting, Collection<String> hosts) {
        this.setting = setting;
        hosts.forEach(host -> {
            URI origin = uri(host.contains("://") ? host : "https://" + host)
                    .filter(uri -> origin(uri).isPresent()
                            && uri.getRawPath().replace("/", "").isEmpty())
                    .orElseThrow(() -> new IllegalArgumentException(
                            "'%s' in %s is no host: write one such as orders.internal, orders.internal:8443 or http://localhost:8081."
                                    .formatted(Names.shown(host), setting)));
            ProviderName provider = provider(origin);
            String normal = origin(origin).orElseThrow();
            origins.remove(normal);
            if (origins.containsValue(provider)) {
                throw new IllegalArgumentException(
                        "'%s' in %s would have the same name as another host there, %s: leave one of them out."
                                .formatted(Names.shown(host), setting, provider));
            }
            origins.put(normal, provider);
        });
    }

    /** Where calls of each provider go: {@code https://orders.internal}, by {@code http-orders.internal}. */
    public Map<ProviderName, URI> providers() {
        Map<ProviderName, URI> places = new TreeMap<>(Comparator.comparing(ProviderName::value));
        origins.forEach((origin, provider) -> places.put(provider, URI.create(origin)));
        return places;
    }

    /** The provider that a URL is called by, if its host is allowed. */
    public Optional<ProviderName> provider(String url) {
        return uri(url).flatMap(AllowedHosts::origin).map(origins::get);
    }

    /** What to say about one that isn't. */
    public String refusal(String url) {
        String host = uri(url).flatMap(AllowedHosts::origin).orElseGet(() -> Names.shown(url));
        return "%s isn't among the hosts that may be called. Add it to %s, or call one of: %s."
                .formatted(host, setting, origins.isEmpty() ? "none yet" : String.join(", ", origins.keySet()));
    }

    public static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException noUri) {
            return Optional.empty();
        }
    }

    /** Scheme, host and port in their normal form; nothing for what is no plain web address. */
    public static Optional<String> origin(URI uri) {
        boolean isWeb = List.of("http", "https")
                .contains(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT));
        String host = uri.getHost();
        if (!isWeb || host == null || uri.getRawUserInfo() != null || !host.matches("[A-Za-z0-9][A-Za-z0-9.-]{0,99}")) {
            return Optional.empty();
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int usual = scheme.equals("https") ? HTTPS : HTTP;
        String port = uri.getPort() < 0 || uri.getPort() == usual ? "" : ":" + uri.getPort();
        return Optional.of(scheme + "://" + host.toLowerCase(Locale.ROOT) + port);
    }

    private static ProviderName provider(URI origin) {
        boolean isHttps = "https".equalsIgnoreCase(origin.getScheme());
        int port = origin.getPort() < 0 ? (isHttps ? HTTPS : HTTP) : origin.getPort();
        String suffix = isHttps && port == HTTPS ? "" : "-" + port;
        return new ProviderName("http-" + origin.getHost().toLowerCase(Locale.ROOT) + suffix);
    }
}
