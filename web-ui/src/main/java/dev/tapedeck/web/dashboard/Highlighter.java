package dev.tapedeck.web.dashboard;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts text into segments for showing: redaction marks in any text, members and values in JSON. It works by the look of
 * the text alone, so that a part of a document, or a broken one, is shown too. Nothing of the text is lost or changed.
 */
final class Highlighter {
    private static final String MARK_END = "»";
    private static final List<String> MARKS = List.of("«redacted:", "«withheld:");
    private static final int LONGEST_MARK = 200;

    private final String text;
    private final List<Segment> segments = new ArrayList<>();
    private int at;
    /** Where the plain text begins that no segment holds yet. */
    private int pending;

    private Highlighter(String text) {
        this.text = text;
    }

    /** Any text: only redaction marks stand out. */
    static List<Segment> text(String text) {
        List<Segment> segments = new ArrayList<>();
        addWithMarks(segments, "plain", text);
        return segments;
    }

    /** JSON, or what looks like it. */
    static List<Segment> json(String text) {
        return new Highlighter(text).json();
    }

    /** Server-sent events, line by line; their data as JSON where it looks like it. */
    static List<Segment> events(String text) {
        List<Segment> segments = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start) + 1;
            end = end == 0 ? text.length() : end;
            addEventLine(segments, text.substring(start, end));
            start = end;
        }
        return segments;
    }

    private static void addEventLine(List<Segment> segments, String line) {
        int colon = line.indexOf(':');
        if (colon <= 0 || colon > "event".length()) {
            addWithMarks(segments, "plain", line);
            return;
        }
        segments.add(new Segment("field", line.substring(0, colon + 1)));
        String value = line.substring(colon + 1);
        if (value.stripLeading().startsWith("{")) {
            segments.addAll(json(value));
        } else {
            addWithMarks(segments, "plain", value);
        }
    }

    private List<Segment> json() {
        while (at < text.length()) {
            char here = text.charAt(at);
            if (here == '"') {
                string();
            } else if (here == '-' || isDigit(here)) {
                run("number", Highlighter::isNumberPart);
            } else if (Character.isLetter(here)) {
                run("literal", Character::isLetter);
            } else {
                at++;
            }
        }
        flushPlain();
        return segments;
    }

    private void string() {
        flushPlain();
        int end = endOfString();
        String token = text.substring(at, end);
        if (beforeColon(end)) {
            segments.add(new Segment("key", token));
        } else {
            addWithMarks(segments, "string", token);
        }
        at = end;
        pending = end;
    }

    private int endOfString() {
        int end = at + 1;
        while (end < text.length() && text.charAt(end) != '"' && text.charAt(end) != '\n') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        return Math.min(text.length(), end + 1);
    }

    private boolean beforeColon(int end) {
        int next = end;
        while (next < text.length() && text.charAt(next) == ' ') {
            next++;
        }
        return next < text.length() && text.charAt(next) == ':';
    }

    private interface Part {
        boolean is(char character);
    }

    private void run(String kind, Part part) {
        flushPlain();
        int start = at;
        at++;
        while (at < text.length() && part.is(text.charAt(at))) {
            at++;
        }
        segments.add(new Segment(kind, text.substring(start, at)));
        pending = at;
    }

    private void flushPlain() {
        if (pending < at) {
            addWithMarks(segments, "plain", text.substring(pending, at));
        }
        pending = at;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static boolean isNumberPart(char character) {
        return isDigit(character) || "+-.eE".indexOf(character) >= 0;
    }

    private static void addWithMarks(List<Segment> segments, String kind, String text) {
        int done = 0;
        int open = text.indexOf('«');
        while (open >= 0) {
            int end = endOfMark(text, open);
            if (end > 0) {
                addIfAny(segments, kind, text.substring(done, open));
                segments.add(new Segment("mark", text.substring(open, end)));
                done = end;
            }
            open = text.indexOf('«', Math.max(open + 1, done));
        }
        addIfAny(segments, kind, text.substring(done));
    }

    private static int endOfMark(String text, int open) {
        boolean begins = MARKS.stream().anyMatch(mark -> text.startsWith(mark, open));
        int end = begins ? text.indexOf(MARK_END, open) + 1 : 0;
        return end - open <= LONGEST_MARK ? end : 0;
    }

    private static void addIfAny(List<Segment> segments, String kind, String text) {
        if (!text.isEmpty()) {
            segments.add(new Segment(kind, text));
        }
    }
}
