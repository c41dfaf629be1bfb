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
    private final Disorder disorder = new Disorder();

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
        JsonOutput ordered = disorder.ordered(out);
        return new CanonicalJson.Text(ordered.buffer(), root.hit() ? 0 : ordered.length());
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
        int firstMember = members.count();
        int firstInner = disorder.count();
        while (source.inner() == JsonToken.FIELD_NAME) {
            member(start, place);
        }
        if (!members.ascend(firstMember)) {
            members.sort(firstMember);
            unique(firstMember);
            disorder.add(start, out.length(), members.since(firstMember), firstInner);
        }
        members.truncate(firstMember);
        out.put('}');
        source.leave();
    }

    private void unique(int firstMember) {
        if (!members.ascend(firstMember)) {
            throw source.notJson("a member twice in one object");
        }
    }

    private void member(int objectStart, PointerMatch object) {
        String name = source.name();
        PointerMatch place = object.member(name);
        int before = out.length();
        int start = separate(objectStart);
        wellFormed(out.string(name));
        out.put(':');
        valueOrNothing(source.inner(), place, before);
        members.add(name, Math.min(start, out.length()), out.length());
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
        valueOrNothing(token, place, before);
    }

    /** Writes the value, and if it is dropped takes back everything from {@code before} on. */
    private void valueOrNothing(JsonToken token, PointerMatch place, int before) {
        int disordered = disorder.count();
        value(token, place);
        if (place.hit()) {
            out.truncate(before);
            disorder.truncate(disordered);
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
