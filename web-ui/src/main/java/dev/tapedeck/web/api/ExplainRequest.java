package dev.tapedeck.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.Effect;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Lane;
import dev.tapedeck.exchange.ProviderDirectory;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.Terms;
import dev.tapedeck.web.gateway.DialectOf;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A request to be explained. */
record ExplainRequest(
        @Schema(description = "The provider that it would be sent to.")
        String provider,

        @Schema(description = "The HTTP method.") String method,

        @Schema(description = "The path below the provider's base URL, with a slash before it.")
        String path,

        @Schema(description = "The query, without the question mark.")
        Optional<String> query,

        @Schema(description = "Its headers; only those in the cassette's recipe count, and the content type.")
        Optional<Map<String, String>> headers,

        @Schema(description = "Its body, if that is JSON.", implementation = Object.class)
        Optional<JsonNode> body,

        @Schema(description = "Its body as text, in place of `body`.")
        Optional<String> bodyText,

        @Schema(description = "The lane.", defaultValue = "main")
        Optional<String> lane) {

    Call call(ProviderDirectory providers, DialectOf dialectOf) {
        if (!path.startsWith("/")) {
            throw Refusal.member("/path", "'/path' must begin with a slash, like /v1/chat/completions.");
        }
        if (json().isPresent() && bodyText.isPresent()) {
            throw Refusal.member("/bodyText", "Send 'body' or 'bodyText', not both.");
        }
        ProviderDirectory.Entry entry = providers.fetch(provider);
        Headers sent = allHeaders();
        ProviderRequest request = new ProviderRequest(
                entry.name(),
                dialectOf.request(Optional.of(entry), path, sent),
                method.toUpperCase(Locale.ROOT),
                path,
                query,
                sent,
                bytes());
        return new Call(request, lane.map(Lane::of).orElse(Lane.MAIN), Terms.of(Effect.EFFECT));
    }

    /** The body, if there is one; null is taken for none. */
    private Optional<JsonNode> json() {
        return body.filter(given -> !given.isNull());
    }

    private Bytes bytes() {
        return json().map(JsonNode::toString)
                .or(() -> bodyText)
                .map(Bytes::utf8)
                .orElse(Bytes.EMPTY);
    }

    private Headers allHeaders() {
        Headers given = Headers.of(headers.orElse(Map.of()).entrySet());
        boolean typeless = json().isPresent() && given.contentType().isEmpty();
        return typeless ? given.with("content-type", "application/json") : given;
    }
}
