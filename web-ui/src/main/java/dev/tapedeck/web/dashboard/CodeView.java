package dev.tapedeck.web.dashboard;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.json.PrettyJson;
import java.util.List;

/**
 * A text of a run as it is read: JSON laid out, anything else as it is.
 *
 * @param name what it is
 * @param cut whether only its beginning is shown
 */
public record CodeView(String name, List<Segment> segments, boolean cut) {
    /** So much of it at most, as a page may show a hundred of them. */
    private static final int LONGEST = 8 * 1024;

    public CodeView {
        segments = List.copyOf(segments);
    }

    static CodeView json(String name, String json) {
        return PrettyJson.of(Bytes.utf8(json).array())
                .map(pretty -> new CodeView(name, Highlighter.json(beginning(pretty)), pretty.length() > LONGEST))
                .orElseGet(() -> text(name, json));
    }

    static CodeView text(String name, String text) {
        return new CodeView(name, Highlighter.text(beginning(text)), text.length() > LONGEST);
    }

    private static String beginning(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
    }
}
