package dev.tapedeck.provider.sse;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a body into the data of its server-sent events (WHATWG HTML, section 9.2.6): lines end with LF, CR or CRLF, an
 * event with an empty line. Unlike a browser it also gives the last event of a stream that ends without one.
 */
public final class ServerSentEvents {
    private static final String FIELD = "data:";

    private final List<String> events = new ArrayList<>();
    private final StringBuilder open = new StringBuilder();

    private ServerSentEvents() {}

    /** The data of each event that has any, in order; lines of one event are joined by a line feed. */
    public static List<String> data(String body) {
        ServerSentEvents splitter = new ServerSentEvents();
        body.lines().forEach(splitter::take);
        splitter.end();
        return splitter.events;
    }

    private void take(String line) {
        if (line.isEmpty()) {
            end();
        } else if (line.startsWith(FIELD)) {
            if (!open.isEmpty()) {
                open.append('\n');
            }
            open.append(
                    line, line.startsWith(" ", FIELD.length()) ? FIELD.length() + 1 : FIELD.length(), line.length());
        }
    }

    private void end() {
        if (!open.isEmpty()) {
            events.add(open.toString());
            open.setLength(0);
        }
    }
}
