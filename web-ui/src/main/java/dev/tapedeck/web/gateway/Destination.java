package dev.tapedeck.web.gateway;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a request at the door wants to go: {@code /llm/{provider}/{path}} or
 * {@code /session/{id}/llm/{provider}/{path}}, read from the request line as it was sent.
 *
 * @param session the session in the path
 * @param path below the provider, beginning with a slash
 */
record Destination(Optional<String> session, String provider, String path, Optional<String> query) {
    private static final Pattern FORM = Pattern.compile(
            "(?:/session/(?<session>[^/?]*))?/llm/(?<provider>[^/?]+)(?<path>/[^?]*)?(?:\\?(?<query>.*))?");
    private static final Pattern DOT_SEGMENT = Pattern.compile("/(?:\\.|%2[eE]){1,2}(?=/|$)");

    /** @throws FailedCall {@code Invalid}, if no provider is named or the path leaves the provider's base URL */
    static Destination of(String uri) {
        Matcher parts = FORM.matcher(uri);
        if (!parts.matches()) {
            throw invalid("The path names no provider: use /llm/{provider}/{path}.");
        }
        String path = Optional.ofNullable(parts.group("path")).orElse("/");
        if (DOT_SEGMENT.matcher(path).find()) {
            throw invalid("The path has a '.' or '..' segment. Write it without.");
        }
        return new Destination(
                Optional.ofNullable(parts.group("session")),
                parts.group("provider"),
                path,
                Optional.ofNullable(parts.group("query")));
    }

    private static FailedCall invalid(String message) {
        return FailedCall.rejected(new Failure.Invalid("path", message));
    }
}
