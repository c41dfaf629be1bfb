package dev.tapedeck.transfer;

import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Names;
import dev.tapedeck.exchange.ProviderDirectory;
import dev.tapedeck.exchange.ProviderDirectory.Entry;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.exchange.ProviderRequest;
import java.net.URI;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells whose call a URL was, and the other way round. A URL below a configured base URL is a call to that provider; any
 * other is one to a provider named after its host, which somebody may configure later. Thread-safe.
 */
public final class Addressees {
    private static final String UNKNOWN_HOST = ".invalid";
    private static final Pattern UNLAWFUL = Pattern.compile("[^A-Za-z0-9._-]+");
    private static final Pattern EDGES = Pattern.compile("^[^A-Za-z0-9]+|[^A-Za-z0-9]+$");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*\\.[A-Za-z]{2,}");
    private static final int LONGEST_NAME = 128;

    private static final Pattern GEMINI = Pattern.compile(
            ".*/v1beta/.*|.*:(generateContent|streamGenerateContent|countTokens|embedContent|batch[A-Z]\\w*)");
    private static final Pattern ANTHROPIC = Pattern.compile(".*/v1/(messages|complete)(/.*)?");
    private static final Pattern OPENAI = Pattern.compile(
            ".*/(chat/completions|completions|responses|embeddings|moderations|images|audio|files|uploads|models|batches"
                    + "|assistants|threads|vector_stores|fine_tuning)(/.*)?");

    private final ProviderDirectory providers;
    private final DialectOfCall dialects;

    public Addressees(ProviderDirectory providers, DialectOfCall dialects) {
        this.providers = providers;
        this.dialects = dialects;
    }

    /** @throws dev.tapedeck.exchange.FailedCall {@code Unknown}, if there is no provider of that name */
    void check(ProviderName wanted) {
        providers.fetch(wanted.value());
    }

    /** @param wanted a configured provider that the call is put to, whatever its host */
    Addressee of(RecordedUrl url, Headers headers, Optional<ProviderName> wanted) {
        Optional<Entry> entry = wanted.map(name -> providers.fetch(name.value()))
                .or(() -> byBaseUrl(url))
                .or(() -> byOwnHost(url));
        return entry.map(found -> configured(found, url, headers)).orElseGet(() -> byHost(url, headers));
    }

    private Addressee configured(Entry entry, RecordedUrl url, Headers headers) {
        String path = entry.baseUrl().flatMap(base -> below(base, url.path())).orElse(url.path());
        return new Addressee(entry.name(), dialects.of(entry, path, headers), path, true);
    }

    private Optional<Entry> byBaseUrl(RecordedUrl url) {
        return providers.entries().stream()
                .filter(entry ->
                        entry.baseUrl().filter(base -> isBelow(url, base)).isPresent())
                .max(Comparator.comparingInt(entry ->
                        entry.baseUrl().map(base -> base.toString().length()).orElse(0)));
    }

    private static boolean isBelow(RecordedUrl url, URI base) {
        String scheme = base.getScheme().toLowerCase(Locale.ROOT);
        return (url.scheme().isEmpty() || url.scheme().equals(scheme))
                && RecordedUrl.authority(scheme, base.getRawAuthority()).equals(url.authority())
                && below(base, url.path()).isPresent();
    }

    /** The path below a base URL, if it lies there. */
    private static Optional<String> below(URI base, String path) {
        String above = Optional.ofNullable(base.getRawPath()).orElse("");
        String trimmed = above.endsWith("/") ? above.substring(0, above.length() - 1) : above;
        if (path.equals(trimmed)) {
            return Optional.of("/");
        }
        return path.startsWith(trimmed + "/") ? Optional.of(path.substring(trimmed.length())) : Optional.empty();
    }

    /** The provider of a URL that Tapedeck itself wrote for one without a base URL. */
    private Optional<Entry> byOwnHost(RecordedUrl url) {
        return ownHost(url).flatMap(providers::find);
    }

    private static Optional<String> ownHost(RecordedUrl url) {
        String host = url.authority();
        return host.endsWith(UNKNOWN_HOST)
                ? Optional.of(host.substring(0, host.length() - UNKNOWN_HOST.length()))
                : Optional.empty();
    }

    private static Addressee byHost(RecordedUrl url, Headers headers) {
        return new Addressee(
                named(ownHost(url).orElse(url.authority())), dialect(url.path(), headers), url.path(), false);
    }

    private static ProviderName named(String authority) {
        String lawful =
                EDGES.matcher(UNLAWFUL.matcher(authority).replaceAll("-")).replaceAll("");
        String cut = lawful.substring(0, Math.min(lawful.length(), LONGEST_NAME));
        return new ProviderName(cut.isEmpty() ? "unknown" : Names.checked("provider id", cut));
    }

    private static Dialect dialect(String path, Headers headers) {
        if (headers.first("anthropic-version").isPresent()
                || ANTHROPIC.matcher(path).matches()) {
            return Dialect.ANTHROPIC;
        }
        if (GEMINI.matcher(path).matches()) {
            return Dialect.GEMINI;
        }
        return OPENAI.matcher(path).matches() ? Dialect.OPENAI : Dialect.GENERIC;
    }

    /** The URL that a request went to, as far as one knows: for a provider without a base URL its host is made of its name. */
    String url(ProviderRequest request) {
        String name = request.provider().value();
        String base = providers
                .find(name)
                .flatMap(Entry::baseUrl)
                .map(URI::toString)
                .orElseGet(() -> "https://" + (isHost(name) ? name : name + UNKNOWN_HOST));
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + request.target();
    }

    private static boolean isHost(String name) {
        return HOST.matcher(name).matches();
    }
}
