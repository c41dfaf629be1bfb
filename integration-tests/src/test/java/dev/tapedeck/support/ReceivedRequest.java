package dev.tapedeck.support;

import dev.tapedeck.exchange.Bytes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it came in.
 *
 * @param number how many came before it
 * @param target path and query, as they stood on the request line
 * @param headers by lower-case name, in order
 */
public record ReceivedRequest(int number, String method, String target, Map<String, List<String>> headers, Bytes body) {
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    public String text() {
        return body.text();
    }
}
