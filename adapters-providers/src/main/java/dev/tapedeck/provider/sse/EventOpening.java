package dev.tapedeck.provider.sse;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.StreamOpening;
import java.io.ByteArrayOutputStream;
import java.util.Set;

/**
 * Reads the beginning of a stream of server-sent events (WHATWG HTML, section 9.2.6): looks at each byte once, and keeps
 * no more than one event. Comments, pings and events without data are prelude; of the others the dialect knows what they
 * mean. Whatever is no server-sent event, no JSON or too long counts as content.
 */
public final class EventOpening implements StreamOpening {
    public static final Seen PRELUDE = new Seen.Prelude();
    public static final Seen CONTENT = new Seen.Content();

    private static final int LONGEST_EVENT = 64 * 1024;
    /** What a line may begin with: a comment's colon, or one of the fields data, event, id and retry. */
    private static final String BEGINNINGS = ":deir";

    private static final Set<String> SIGNS_OF_LIFE = Set.of("ping", "keepalive");

    private final EventMeaning meaning;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
    private String name = "";
    private boolean afterReturn;
    private Seen seen = PRELUDE;

    public EventOpening(EventMeaning meaning) {
        this.meaning = meaning;
    }

    @Override
    public Seen take(Bytes piece) {
        byte[] bytes = piece.array();
        for (int at = 0; at < bytes.length && seen instanceof Seen.Prelude; at++) {
            take(bytes[at]);
        }
        return seen;
    }

    private void take(byte next) {
        boolean restOfLineEnd = afterReturn && next == '\n';
        afterReturn = next == '\r';
        if (restOfLineEnd) {
            return;
        }
        if (next == '\r' || next == '\n') {
            endLine();
        } else if (isForeign(next)) {
            seen = CONTENT;
        } else {
            line.write(next);
        }
    }

    private boolean isForeign(byte next) {
        return line.size() == 0 && BEGINNINGS.indexOf(next) < 0 || line.size() + data.length() >= LONGEST_EVENT;
    }

    private void endLine() {
        String text = line.toString(UTF_8);
        line.reset();
        int colon = text.indexOf(':');
        if (text.isEmpty()) {
            endEvent();
        } else if (colon != 0) {
            field(colon < 0 ? text : text.substring(0, colon), colon < 0 ? "" : text.substring(colon + 1));
        }
    }

    private void field(String field, String spaced) {
        String value = spaced.startsWith(" ") ? spaced.substring(1) : spaced;
        switch (field) {
            case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
            case "event" -> name = value;
            case "id", "retry" -> {
                // they are for clients that come back to a stream
            }
            default -> seen = CONTENT;
        }
    }

    private void endEvent() {
        if (!data.isEmpty()) {
            seen = read();
        }
        data.setLength(0);
        name = "";
    }

    private Seen read() {
        JsonNode document = JsonDocuments.only(data.toString());
        String told = Fields.text(document, "type");
        String type = told.isEmpty() ? name : told;
        if (SIGNS_OF_LIFE.contains(type)) {
            return PRELUDE;
        }
        return document.isMissingNode() ? CONTENT : meaning.of(type, document);
    }
}
