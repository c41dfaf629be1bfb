package dev.tapedeck.storage.formats;

import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Headers.Field;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Headers as VCR and go-vcr store them: a mapping from names to lists of values. */
final class YamlHeaders {
    private YamlHeaders() {}

    /** @param spelling how a name is to be spelt */
    static void write(YamlOutput yaml, Headers headers, UnaryOperator<String> spelling) throws IOException {
        Map<String, List<String>> values = new LinkedHashMap<>();
        Map<String, String> spellings = new LinkedHashMap<>();
        for (Field field : headers.fields()) {
            String name = spellings.computeIfAbsent(
                    field.name().toLowerCase(Locale.ROOT), unused -> spelling.apply(field.name()));
            values.computeIfAbsent(name, unused -> new ArrayList<>()).add(field.value());
        }
        yaml.mapping();
        for (Map.Entry<String, List<String>> header : values.entrySet()) {
            yaml.text(header.getKey());
            yaml.list();
            for (String value : header.getValue()) {
                yaml.text(value);
            }
            yaml.endList();
        }
        yaml.endMapping();
    }
}
