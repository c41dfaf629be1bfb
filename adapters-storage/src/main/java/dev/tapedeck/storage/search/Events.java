package dev.tapedeck.storage.search;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The data of server-sent events (HTML Living Standard, section 9.2), without their names and ids. */
final class Events {
    private static final Pattern BEGINNING = Pattern.compile("\\s*(data|event|id|retry)?:");
    private static final String DATA = "data:";

    /** What OpenAI sends after the last event: no text of anybody's. */
    private static final String DONE = "[DONE]";

    private Events() {}

    static boolean begin(String text) {
        return BEGINNING.matcher(text).lookingAt();
    }

    /** The data of each event, in order; of the last one too if it is cut. */
    static List<String> data(String text) {
        List<String> all = new ArrayList<>();
        StringBuilder event = new StringBuilder();
        for (String line : text.lines().toList()) {
            if (line.isEmpty()) {
                end(event, all);
            } else if (line.startsWith(DATA)) {
                int from = line.startsWith(" ", DATA.length()) ? DATA.length() + 1 : DATA.length();
                event.append(event.isEmpty() ? "" : "\n").append(line, from, line.length());
            }
        }
        end(event, all);
        return all;
    }

    private static void end(StringBuilder event, List<String> all) {
        if (!event.isEmpty() && !event.toString().equals(DONE)) {
            all.add(event.toString());
        }
        event.setLength(0);
    }
}
