package dev.tapedeck.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.build.Provenance.Tokens;
import dev.tapedeck.build.Reply;
import dev.tapedeck.exchange.Transcript.Part;
import dev.tapedeck.provider.completion.Replies;
import dev.tapedeck.provider.sse.Fields;
import dev.tapedeck.provider.sse.MessageDraft;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A whole message of the model, read strictly. A reason to stop that isn't known stands for a whole answer. */
final class MessageReply {
    /** The last is a turn of the provider's own tools that would have to go on. */
    private static final Set<String> CUT = Set.of("max_tokens", "model_context_window_exceeded", "pause_turn");

    /** The blocks that are said to whoever asked; other calls are those that Anthropic answers itself. */
    private static final Set<String> SAID = Set.of("text", "tool_use");

    private MessageReply() {}

    static Reply of(JsonNode message) {
        JsonNode content = message.path("content");
        if (!content.isArray() || !Fields.elements(content).allMatch(JsonNode::isObject)) {
            return new Reply.Unreadable("The answer has no list of content blocks.");
        }
        Optional<Tokens> usage =
                Replies.tokens(MessageAnswer.read(List.of(message)).usage());
        List<Part> parts = parts(content);
        String stop = Fields.text(message, "stop_reason");
        if (stop.equals("refusal")) {
            return Replies.refusal(Replies.text(parts), usage);
        }
        return CUT.contains(stop) ? Replies.truncated(stop, usage) : Replies.said(parts, usage);
    }

    private static List<Part> parts(JsonNode content) {
        MessageDraft draft = new MessageDraft();
        int at = 0;
        for (JsonNode block : content) {
            if (SAID.contains(Fields.text(block, "type"))) {
                Blocks.add(draft, String.valueOf(at++), block);
            }
        }
        return draft.parts();
    }
}
