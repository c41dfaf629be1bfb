package dev.tapedeck.web.api;

import dev.tapedeck.exchange.Headers;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Shows headers: names in lower case, in order; values of a name that comes more than once joined by commas. */
final class HeaderViews {
    private HeaderViews() {}

    static Map<String, String> of(Headers headers) {
        Map<String, String> shown = new LinkedHashMap<>();
        for (Headers.Field field : headers.fields()) {
            shown.merge(field.name().toLowerCase(Locale.ROOT), field.value(), (first, next) -> first + ", " + next);
        }
        return shown;
    }
}
