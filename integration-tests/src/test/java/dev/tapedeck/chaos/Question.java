package dev.tapedeck.chaos;

import dev.tapedeck.support.RawAnswer;
import dev.tapedeck.support.ScriptedReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A call that is made once, and the one answer to it. All follows from its name: form, length, content.
 *
 * @param name unique in a run; letters, digits and dashes
 */
record Question(String name) {
    private static final int SHORTEST = 20;
    private static final int LONGEST = 4_000;

    /** In which frame the answer comes. */
    private enum Form {
        /** JSON with its length */
        JSON,
        /** events of which the last one says that it is the last */
        EVENTS,
        /** chunks of which nobody knows how many come */
        CHUNKS
    }

    static Question asked(String request) {
        return new Question(request.substring("{\"ask\":\"".length(), request.length() - "\"}".length()));
    }

    String request() {
        return "{\"ask\":\"%s\"}".formatted(name);
    }

    private Form form() {
        return Form.values()[random().nextInt(Form.values().length)];
    }

    private Random random() {
        return new Random(name.hashCode());
    }

    private String filling(String letter) {
        return letter.repeat(SHORTEST + random().nextInt(LONGEST));
    }

    /** The whole body of the answer. */
    String answer() {
        return switch (form()) {
            case JSON -> "{\"answer\":\"%s\",\"filling\":\"%s\"}".formatted(name, filling("j"));
            case EVENTS, CHUNKS -> String.join("", pieces());
        };
    }

    private List<String> pieces() {
        boolean events = form() == Form.EVENTS;
        List<String> pieces = new ArrayList<>();
        pieces.add("data: %s\n\n".formatted(name));
        int count = 1 + random().nextInt(6);
        for (int piece = 0; piece < count; piece++) {
            pieces.add(
                    "data: %d of %s %s\n\n".formatted(piece, name, filling("e").substring(0, SHORTEST)));
        }
        pieces.add(events ? "data: [DONE]\n\n" : "data: over\n\n");
        return pieces;
    }

    ScriptedReply reply() {
        return switch (form()) {
            case JSON -> ScriptedReply.json(answer());
            case EVENTS -> ScriptedReply.events(pieces());
            case CHUNKS ->
                new ScriptedReply.Chunked(200, Map.of("content-type", "text/plain"), wire -> {
                    for (String piece : pieces()) {
                        wire.sendChunk(piece);
                    }
                });
        };
    }

    /**
     * Whether a client may rely on this answer: it has come to its end, or it is one of those whose last event says that
     * nothing follows, and that one was seen.
     */
    boolean acknowledgedBy(RawAnswer answer) {
        return answer.status() == 200
                && (answer.whole() || form() == Form.EVENTS)
                && answer.body().equals(answer());
    }
}
