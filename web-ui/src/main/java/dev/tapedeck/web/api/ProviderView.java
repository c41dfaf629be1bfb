package dev.tapedeck.web.api;

import dev.tapedeck.exchange.ProviderDirectory;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A configured provider. */
record ProviderView(
        String name,

        @Schema(enumeration = {"openai", "anthropic", "gemini", "generic"})
        String dialect,

        @Schema(description = "Where its calls go; nothing for the simulator, which is in-process.")
        Optional<String> baseUrl,

        @Schema(description = "Whether Tapedeck sends a key of its own.")
        boolean keyConfigured,

        @Schema(description = "What the configuration says it can do.")
        List<String> capabilities,

        @Schema(description = "Whether a call went live since the start; before, no client is even built.")
        boolean live) {

    static ProviderView of(ProviderDirectory.Entry entry, boolean live) {
        return new ProviderView(
                entry.name().value(),
                entry.dialect().id(),
                entry.baseUrl().map(ProviderView::shown),
                entry.keyConfigured(),
                entry.capabilities().stream().sorted().toList(),
                live);
    }

    /** The URL without user, password and query: they may be secret. */
    private static String shown(URI baseUrl) {
        String port = baseUrl.getPort() < 0 ? "" : ":" + baseUrl.getPort();
        String path = baseUrl.getRawPath() == null ? "" : baseUrl.getRawPath();
        return "%s://%s%s%s".formatted(baseUrl.getScheme(), baseUrl.getHost(), port, path);
    }
}
