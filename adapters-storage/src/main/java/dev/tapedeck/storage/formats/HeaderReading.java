package dev.tapedeck.storage.formats;

import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Headers.Field;
import java.util.ArrayList;
import java.util.List;

/** Header fields in the shapes in which recorders store them; the order and each value of a name are kept. */
final class HeaderReading {
    private HeaderReading() {}

    /** A mapping from names to values, a list of names and values in turn, or a list of pairs. */
    static Headers of(At headers) {
        List<Field> fields = new ArrayList<>();
        if (headers.isMapping()) {
            headers.members().forEach(member -> add(fields, member.name(), below(headers, member)));
        } else if (headers.elements().stream().allMatch(At::isText)) {
            inTurn(fields, headers.elements());
        } else {
            headers.elements().forEach(pair -> pair(fields, pair));
        }
        return new Headers(fields);
    }

    private static At below(At headers, Value.Member member) {
        return new At(headers.place() + "/" + member.name(), member.value());
    }

    private static void inTurn(List<Field> fields, List<At> texts) {
        for (int at = 0; at + 1 < texts.size(); at += 2) {
            fields.add(new Field(texts.get(at).text(), texts.get(at + 1).text()));
        }
    }

    private static void pair(List<Field> fields, At pair) {
        if (pair.isList()) {
            List<At> both = pair.elements();
            if (both.size() == 2) {
                add(fields, both.get(0).text(), both.get(1));
            }
        } else {
            add(fields, pair.member("name").text(), pair.member("value"));
        }
    }

    private static void add(List<Field> fields, String name, At value) {
        if (value.isList()) {
            value.elements().forEach(one -> fields.add(new Field(name, one.text())));
        } else {
            fields.add(new Field(name, value.text()));
        }
    }
}
