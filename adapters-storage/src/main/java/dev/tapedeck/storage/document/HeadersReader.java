package dev.tapedeck.storage.document;

import dev.tapedeck.exchange.Headers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads headers: an object of names, each with its value or, if it has several, an array of them. */
final class HeadersReader {
    private HeadersReader() {}

    static Headers headers(Tokens json) throws IOException {
        json.startObject();
        List<Headers.Field> fields = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Optional<String> name = json.member(); name.isPresent(); name = json.member()) {
            if (!names.add(name.get().toLowerCase(Locale.ROOT))) {
                throw json.refused("the header stands there twice; give it an array of its values");
            }
            json.lawful(Lawful::headerName, name.get());
            json.value();
            for (String value : values(json)) {
                fields.add(new Headers.Field(name.get(), value));
            }
        }
        return new Headers(fields);
    }

    private static List<String> values(Tokens json) throws IOException {
        if (!json.atArray()) {
            return List.of(json.text());
        }
        List<String> values = json.list(Tokens::text);
        if (values.size() < 2) {
            throw json.refused("an array is for two values or more");
        }
        return values;
    }
}
