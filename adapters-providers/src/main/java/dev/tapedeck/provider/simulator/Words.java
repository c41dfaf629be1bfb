package dev.tapedeck.provider.simulator;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.provider.simulator.Turn.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the simulated model says, token by token.
 *
 * @param tool the tool that it calls; the tokens are its arguments then, as JSON
 * @param tokens together the whole text; never empty
 * @param cutShort whether the limit of tokens ended it
 */
record Words(Optional<ToolUse> tool, List<String> tokens, boolean cutShort) {
    private static final int JSON_TOKEN = 5;

    Words {
        tokens = List.copyOf(tokens);
    }

    /** A tool and what it is called with. */
    record ToolUse(String name, ObjectNode arguments) {}

    /** The answer to a turn: equal turns and seeds give equal words. */
    static Words answering(Turn turn, Seed seed) {
        return turn.tool().map(tool -> calling(tool, seed)).orElseGet(() -> saying(turn, seed));
    }

    private static Words calling(Tool tool, Seed seed) {
        ObjectNode arguments =
                SchemaExample.of(tool.parameters(), seed) instanceof ObjectNode object ? object : instance.objectNode();
        return new Words(Optional.of(new ToolUse(tool.name(), arguments)), pieces(arguments.toString()), false);
    }

    private static Words saying(Turn turn, Seed seed) {
        List<String> text = turn.schema()
                .map(schema -> pieces(SchemaExample.of(schema, seed).toString()))
                .orElseGet(() -> Prose.about(turn.prompt(), seed));
        boolean cutShort = text.size() > turn.limit();
        return new Words(Optional.empty(), cutShort ? text.subList(0, turn.limit()) : text, cutShort);
    }

    private static List<String> pieces(String json) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        while (from < json.length()) {
            int to = Math.min(json.length(), from + JSON_TOKEN);
            if (to < json.length() && Character.isLowSurrogate(json.charAt(to))) {
                to++;
            }
            pieces.add(json.substring(from, to));
            from = to;
        }
        return pieces;
    }

    String text() {
        return String.join("", tokens);
    }

    int count() {
        return tokens.size();
    }
}
