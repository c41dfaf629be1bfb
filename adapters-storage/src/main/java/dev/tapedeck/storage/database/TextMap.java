package dev.tapedeck.storage.database;

import com.fasterxml.jackson.core.JsonToken;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Texts by name, as a JSON object in a column. */
final class TextMap {
    private TextMap() {}

    static String write(SortedMap<String, String> texts) {
        return JsonColumn.write(json -> {
            json.writeStartObject();
            for (Map.Entry<String, String> text : texts.entrySet()) {
                json.writeStringField(text.getKey(), text.getValue());
            }
            json.writeEndObject();
        });
    }

    static SortedMap<String, String> read(String column) {
        return JsonColumn.read(column, json -> {
            SortedMap<String, String> texts = new TreeMap<>();
            JsonColumn.expect(json, JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                JsonColumn.expect(json, JsonToken.VALUE_STRING);
                texts.put(name, json.getText());
            }
            JsonColumn.expect(json, JsonToken.END_OBJECT);
            return texts;
        });
    }
}
