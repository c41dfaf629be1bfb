package dev.tapedeck.storage.search;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The strings of a body, by the place where they stand: events of a stream, lines of JSON and elements of an outermost
 * array count as one document after the other, so that the pieces of a text that came in many are together.
 */
final class Strings {
    /** Where text stands that is no JSON. */
    private static final String NOWHERE = "";

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final Map<String, List<String>> byPlace = new LinkedHashMap<>();
    private final Set<String> names = new LinkedHashSet<>();
    private int room;

    private Strings(int room) {
        this.room = room;
    }

    /** @param most how many characters are taken; what is beyond them is left out */
    static Strings of(String body, int most) {
        Strings strings = new Strings(most);
        for (String document : Events.begin(body) ? Events.data(body) : List.of(body)) {
            strings.read(document);
        }
        return strings;
    }

    /** The texts of each place, in order. */
    Collection<List<String>> series() {
        return byPlace.values();
    }

    /** The names of all members, each once. */
    Set<String> names() {
        return names;
    }

    private void read(String document) {
        try (JsonParser json = JSON.createParser(document)) {
            JsonToken outermost = json.nextToken();
            for (JsonToken token = outermost; token != null && room > 0; token = json.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    add(place(json.getParsingContext().pathAsPointer(), outermost), json.getText());
                } else if (token == JsonToken.FIELD_NAME && names.add(json.currentName())) {
                    room -= json.currentName().length();
                }
            }
        } catch (IOException noJson) {
            // cut, or something else: it is read as it stands
            add(NOWHERE, document);
        }
    }

    private static String place(JsonPointer pointer, JsonToken outermost) {
        JsonPointer place = outermost == JsonToken.START_ARRAY && !pointer.matches() ? pointer.tail() : pointer;
        return "at " + place;
    }

    private void add(String place, String text) {
        if (text.isEmpty() || room <= 0) {
            return;
        }
        String taken = text.length() <= room ? text : text.substring(0, room);
        room -= taken.length();
        byPlace.computeIfAbsent(place, any -> new ArrayList<>(1)).add(taken);
    }
}
