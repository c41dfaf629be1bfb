package dev.tapedeck.json;

import com.fasterxml.jackson.core.JsonToken;

/** Brings one document into canonical form while it is read. The depth of its recursion is that of the document. */
final class CanonicalWriter {
    /** Every number of up to this many digits and sign is a double of its own, written as it stands. */
    private static final int EXACT = 15;

    private static final int ROOM = 16;

    private final JsonSource source;
    private final JsonOutput out;
    private final Edits edits;
    private final boolean rewrites;
    private final Members members = new Members();

    private CanonicalWriter(JsonSource source, Edits edits, int expected) {
        this.source = source;
        this.edits = edits;
        this.rewrites = edits.rewrites();
        this.out = new JsonOutput(expected + ROOM);
    }

    static CanonicalJson write(byte[] json, Edits edits) {
        try (JsonSource source = JsonSource.strict(json)) {
            return new CanonicalWriter(source, edits, json.length).document();
        } catch (Refused refused) {
            return refused.outcome();
        }
    }

    private CanonicalJson document() {
        PointerMatch root = edits.root();
        value(source.first(), root);
        source.end();
        return new CanonicalJson.Text(out.buffer(), root.hit() ? 0 : out.length());
    }

    private void value(JsonToken token, PointerMatch place) {
        switch (token) {
            case START_OBJECT -> object(place);
            case START_ARRAY -> array(place);
            case VALUE_STRING -> string(place);
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> decimal();
            default -> source.copyScalar(out);
        }
    }

    private void object(PointerMatch place) {
        source.enter();
        out.put('{');
        int start = out.length();
        int first = members.count();
        while (source.inner() == JsonToken.FIELD_NAME) {
            member(start, place);
        }
        if (!members.close(first, out, start)) {
            throw source.notJson("a member twice in one object");
        }
        out.put('}');
        source.leave();
    }

    private void member(int objectStart, PointerMatch object) {
        String name = source.name();
        PointerMatch place = object.member(name);
        int before = out.length();
        int start = separate(objectStart);
        wellFormed(out.string(name));
        out.put(':');
        value(source.inner(), place);
        if (place.hit()) {
            out.truncate(before);
            start = before;
        }
        members.add(name, start, out.length());
    }

    private void array(PointerMatch place) {
        source.enter();
        out.put('[');
        int start = out.length();
        int index = 0;
        for (JsonToken token = source.inner(); token != JsonToken.END_ARRAY; token = source.inner()) {
            element(token, start, place.element(index++));
        }
        out.put(']');
        source.leave();
    }

    private void element(JsonToken token, int arrayStart, PointerMatch place) {
        int before = out.length();
        separate(arrayStart);
        value(token, place);
        if (place.hit()) {
            out.truncate(before);
        }
    }

    /** Writes a comma, unless this is the first in its object or array; gives the place behind it. */
    private int separate(int start) {
        if (out.length() > start) {
            out.put(',');
        }
        return out.length();
    }

    private void string(PointerMatch place) {
        if (rewrites && !place.hit()) {
            wellFormed(out.string(edits.rewriting().apply(source.text())));
        } else {
            wellFormed(source.copyString(out));
        }
    }

    private void integer() {
        if (source.numberLength() > EXACT) {
            decimal();
            return;
        }
        int start = out.length();
        source.copyScalar(out);
        if (out.length() == start + 2 && out.buffer()[start] == '-' && out.buffer()[start + 1] == '0') {
            out.truncate(start);
            out.put('0');
        }
    }

    private void decimal() {
        double number = source.number();
        if (Double.isInfinite(number)) {
            throw source.notJson("a number beyond the range of a double");
        }
        out.ascii(EcmaNumber.text(number));
    }

    private void wellFormed(boolean written) {
        if (!written) {
            throw source.notJson("a lone surrogate");
        }
    }
}
