package dev.tapedeck.web.dashboard;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.json.PrettyJson;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A request's or answer's body as it is read, or a part of it.
 *
 * @param form {@code json}, {@code events}, {@code text}, {@code binary} or {@code empty}
 * @param pretty whether it is laid out for reading; else it is as it went over the wire
 * @param size its length in bytes
 * @param segments the part that is shown
 */
public record BodyView(String form, boolean pretty, long size, Window window, List<Segment> segments) {
    static final BodyView NONE = new BodyView("empty", false, 0, Window.of("", 0), List.of());

    private static final int HEX_SHOWN = 4 * 1024;
    private static final int HEX_ROW = 16;
    private static final String EVENTS = "text/event-stream";

    public BodyView {
        segments = List.copyOf(segments);
    }

    static BodyView of(Bytes body, Optional<String> contentType, boolean pretty, int from) {
        if (body.isEmpty()) {
            return NONE;
        }
        Optional<String> text = body.validText();
        if (text.isEmpty()) {
            Window dump = Window.of(hex(body), 0);
            return new BodyView("binary", false, body.length(), dump, Highlighter.text(dump.text()));
        }
        if (contentType.filter(type -> type.startsWith(EVENTS)).isPresent()) {
            return shown("events", pretty, body, text.get(), from);
        }
        Optional<String> indented = pretty ? PrettyJson.of(body.array()) : Optional.empty();
        return indented.map(json -> shown("json", true, body, json, from))
                .orElseGet(() -> shown("text", false, body, text.get(), from));
    }

    private static BodyView shown(String form, boolean pretty, Bytes body, String text, int from) {
        Window window = Window.of(text, from);
        List<Segment> segments = switch (form) {
            case "json" -> Highlighter.json(window.text());
            case "events" -> pretty ? Highlighter.events(window.text()) : Highlighter.text(window.text());
            default -> Highlighter.text(window.text());
        };
        return new BodyView(form, pretty, body.length(), window, segments);
    }

    /** The first bytes, sixteen a line. */
    private static String hex(Bytes body) {
        StringBuilder dump = new StringBuilder();
        HexFormat pairs = HexFormat.ofDelimiter(" ");
        int shown = Math.min(body.length(), HEX_SHOWN);
        for (int row = 0; row < shown; row += HEX_ROW) {
            int end = Math.min(shown, row + HEX_ROW);
            dump.append("%08x  ".formatted(row))
                    .append(pairs.formatHex(body.array(), row, end))
                    .append('\n');
        }
        if (shown < body.length()) {
            dump.append("… and ").append(Figures.bytes(body.length() - shown)).append(" more\n");
        }
        return dump.toString();
    }
}
