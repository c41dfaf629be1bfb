package dev.tapedeck.web.dashboard;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Transcript;
import dev.tapedeck.exchange.Transcript.Message;
import dev.tapedeck.exchange.Transcript.Part;
import dev.tapedeck.json.PrettyJson;
import java.util.ArrayList;
import java.util.List;

/**
 * A call as a conversation.
 *
 * @param turns the messages, in order
 */
public record ConversationView(List<Turn> turns) {
    static final ConversationView NONE = new ConversationView(List.of());

    /** A longer text is cut here: the whole stands in the request or answer. */
    private static final int LONGEST = 64 * 1024;

    private static final String FENCE = "```";

    public ConversationView {
        turns = List.copyOf(turns);
    }

    /**
     * One message.
     *
     * @param role as the provider names it
     * @param style {@code system}, {@code user}, {@code assistant}, {@code tool} or {@code other}
     */
    public record Turn(String role, String style, List<Piece> pieces) {
        public Turn {
            pieces = List.copyOf(pieces);
        }
    }

    /**
     * A piece of a message.
     *
     * @param kind {@code text}, {@code reasoning}, {@code call}, {@code result} or {@code media}
     * @param title what it is: the tool's name, the kind of media
     * @param id the id of the tool call, or nothing
     * @param cut how many characters are left out at the end
     */
    public record Piece(String kind, String title, String id, List<Block> blocks, int cut) {
        public Piece {
            blocks = List.copyOf(blocks);
        }
    }

    /** Running text or code. */
    public record Block(boolean code, List<Segment> segments) {
        public Block {
            segments = List.copyOf(segments);
        }
    }

    static ConversationView of(Transcript transcript) {
        return new ConversationView(
                transcript.messages().stream().map(ConversationView::turn).toList());
    }

    private static Turn turn(Message message) {
        String style = switch (message.role()) {
            case "system", "developer" -> "system";
            case "user" -> "user";
            case "assistant", "model" -> "assistant";
            case "tool", "function" -> "tool";
            default -> "other";
        };
        return new Turn(
                message.role(),
                style,
                message.parts().stream().map(ConversationView::piece).toList());
    }

    private static Piece piece(Part part) {
        return switch (part) {
            case Part.Text(String text) -> new Piece("text", "", "", blocks(cut(text)), left(text));
            case Part.Reasoning(String text) -> new Piece("reasoning", "Reasoning", "", blocks(cut(text)), left(text));
            case Part.ToolCall(String id, String name, String arguments) ->
                new Piece("call", name, id, List.of(data(arguments)), left(arguments));
            case Part.ToolResult(String id, String text) ->
                new Piece("result", "Result", id, List.of(data(text)), left(text));
            case Part.Media(String kind, int length) -> new Piece("media", kind, Figures.bytes(length), List.of(), 0);
        };
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    private static int left(String text) {
        return Math.max(0, text.length() - LONGEST);
    }

    /** JSON laid out, if it is JSON. */
    private static Block data(String text) {
        String shown = cut(text);
        return PrettyJson.of(Bytes.utf8(shown).array())
                .map(json -> new Block(true, Highlighter.json(json)))
                .orElseGet(() -> new Block(true, Highlighter.text(shown)));
    }

    /** Running text, and code between fences. */
    private static List<Block> blocks(String text) {
        List<Block> blocks = new ArrayList<>();
        boolean code = false;
        for (String part : text.split(FENCE, -1)) {
            String shown = code ? withoutLanguage(part) : part.strip();
            if (!shown.isBlank()) {
                blocks.add(new Block(code, Highlighter.text(shown)));
            }
            code = !code;
        }
        return blocks;
    }

    private static String withoutLanguage(String code) {
        int lineEnd = code.indexOf('\n');
        boolean named = lineEnd >= 0 && !code.substring(0, lineEnd).strip().contains(" ");
        return (named ? code.substring(lineEnd + 1) : code).stripTrailing();
    }
}
