package dev.tapedeck.storage.document;

import dev.tapedeck.json.JsonOutput;
import java.nio.charset.StandardCharsets;

/**
 * Writes JSON in one of two forms: compact, without any white space, or with a member or element a line, each level
 * indented by two spaces. An empty object or array is <code>{}</code> or {@code []} in both.
 */
final class Layout {
    private static final int MAX_DEPTH = 256;
    private static final byte[] NEW_LINE = ("\n" + "  ".repeat(MAX_DEPTH)).getBytes(StandardCharsets.US_ASCII);

    private final JsonOutput out;
    private final boolean lines;
    private int depth;
    private boolean empty = true;

    private Layout(JsonOutput out, boolean lines) {
        this.out = out;
        this.lines = lines;
    }

    static Layout compact(JsonOutput out) {
        return new Layout(out, false);
    }

    static Layout lines(JsonOutput out) {
        return new Layout(out, true);
    }

    static Layout of(Style style, JsonOutput out) {
        return new Layout(out, style == Style.TWO_SPACE);
    }

    /** Where everything goes. */
    JsonOutput out() {
        return out;
    }

    void open(char bracket) {
        out.put(bracket);
        depth++;
        empty = true;
    }

    void close(char bracket) {
        depth--;
        if (!empty) {
            newLine();
        }
        out.put(bracket);
        empty = false;
    }

    /** Begins a member: its value is next. */
    void name(String name) {
        element();
        out.string(name);
        out.ascii(lines ? ": " : ":");
    }

    /** Begins an element of an array: its value is next. */
    void element() {
        if (!empty) {
            out.put(',');
        }
        empty = false;
        newLine();
    }

    void member(String name, String text) {
        name(name);
        out.string(text);
    }

    void member(String name, long number) {
        name(name);
        out.ascii(Long.toString(number));
    }

    private void newLine() {
        if (lines) {
            out.bytes(NEW_LINE, 0, 1 + 2 * depth);
        }
    }
}
