package dev.tapedeck.storage.formats;

import java.util.List;

/** A piece of a YAML or JSON file, as it stands there: nothing is turned into a number, a date or an object. */
sealed interface Value {
    Value NOTHING = new Text("null", Form.LITERAL);

    /** How a text stands in its file. */
    enum Form {
        STRING,
        /** without quotes: a number, true, null, or what only looks like one */
        LITERAL,
        /** a number of JSON */
        NUMBER,
        /** base64, said to be so by its tag */
        BINARY
    }

    /** A scalar. */
    record Text(String text, Form form) implements Value {}

    /** A list. */
    record Items(List<Value> values) implements Value {}

    /**
     * A mapping. A name may stand there more than once.
     *
     * @param tag what the file says that it is, empty if it says nothing
     */
    record Fields(List<Member> members, String tag) implements Value {
        /** The value of that name, the last one if there are several; nothing if there is none. */
        Value find(String name) {
            for (int at = members.size() - 1; at >= 0; at--) {
                if (members.get(at).name().equals(name)) {
                    return members.get(at).value();
                }
            }
            return NOTHING;
        }
    }

    /** A name and what stands there. */
    record Member(String name, Value value) {}

    /** Whether this is null, or not there at all. */
    default boolean isNothing() {
        return this instanceof Text(String text, Form form)
                && form == Form.LITERAL
                && (text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null"));
    }
}
