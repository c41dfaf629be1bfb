package dev.tapedeck.storage.database;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tapedeck.cassette.KeyRecipe;
import dev.tapedeck.cassette.KeyRecipe.Replacement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A key recipe as a JSON object, as it stands in a cassette document. */
final class RecipeColumn {
    private int version;
    private List<String> ignore = List.of();
    private List<Replacement> replace = List.of();
    private List<String> headers = List.of();

    private RecipeColumn() {}

    static String write(KeyRecipe recipe) {
        return JsonColumn.write(json -> {
            json.writeStartObject();
            json.writeNumberField("version", recipe.version());
            json.writeFieldName("ignore");
            JsonColumn.writeTexts(json, recipe.ignore());
            json.writeArrayFieldStart("replace");
            for (Replacement replacement : recipe.replace()) {
                json.writeStartObject();
                json.writeStringField("pattern", replacement.pattern());
                json.writeStringField("with", replacement.with());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeFieldName("headers");
            JsonColumn.writeTexts(json, recipe.headers());
            json.writeEndObject();
        });
    }

    /** @throws dev.tapedeck.exchange.FailedCall with {@code Unreadable} for a recipe of a later version */
    static KeyRecipe read(String column) {
        return JsonColumn.read(column, json -> new RecipeColumn().recipe(json));
    }

    private KeyRecipe recipe(JsonParser json) throws IOException {
        JsonColumn.expect(json, JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String member = json.currentName();
            json.nextToken();
            readMember(member, json);
        }
        if (version != KeyRecipe.VERSION) {
            throw JsonColumn.unreadable("key recipe version " + KeyRecipe.VERSION);
        }
        return new KeyRecipe(version, ignore, replace, headers);
    }

    private void readMember(String member, JsonParser json) throws IOException {
        switch (member) {
            case "version" -> version = json.getIntValue();
            case "ignore" -> ignore = JsonColumn.readTexts(json);
            case "replace" -> replace = replacements(json);
            case "headers" -> headers = JsonColumn.readTexts(json);
            default -> throw JsonColumn.unreadable("a key recipe without '%s'".formatted(member));
        }
    }

    private static List<Replacement> replacements(JsonParser json) throws IOException {
        List<Replacement> replacements = new ArrayList<>();
        JsonColumn.expect(json, JsonToken.START_ARRAY);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            replacements.add(replacement(json));
        }
        return replacements;
    }

    private static Replacement replacement(JsonParser json) throws IOException {
        String pattern = "";
        String with = "";
        JsonColumn.expect(json, JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String member = json.currentName();
            String text = json.nextTextValue();
            switch (member) {
                case "pattern" -> pattern = text;
                case "with" -> with = text;
                default -> throw JsonColumn.unreadable("a replacement without '%s'".formatted(member));
            }
        }
        return new Replacement(pattern, with);
    }
}
