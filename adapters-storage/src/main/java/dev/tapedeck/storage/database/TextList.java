package dev.tapedeck.storage.database;

import java.util.List;

/** Texts in their order, as a JSON array in a column. */
final class TextList {
    private TextList() {}

    static String write(List<String> texts) {
        return JsonColumn.write(json -> JsonColumn.writeTexts(json, texts));
    }

    static List<String> read(String column) {
        return JsonColumn.read(column, JsonColumn::readTexts);
    }
}
