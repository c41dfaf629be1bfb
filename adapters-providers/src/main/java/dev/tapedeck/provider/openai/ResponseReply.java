package dev.tapedeck.provider.openai;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.build.Provenance.Tokens;
import dev.tapedeck.build.Reply;
import dev.tapedeck.exchange.Transcript.Message;
import dev.tapedeck.exchange.Transcript.Part;
import dev.tapedeck.provider.completion.Replies;
import dev.tapedeck.provider.sse.Fields;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A whole response, read strictly. */
final class ResponseReply {
    /** The items that are said to whoever asked; other calls are those that the provider answers itself. */
    private static final Set<String> SAID = Set.of(
            "message",
            "function_call",
            "custom_tool_call",
            "computer_call",
            "local_shell_call",
            "shell_call",
            "apply_patch_call");

    private ResponseReply() {}

    static Reply of(JsonNode response) {
        String status = Fields.text(response, "status");
        Optional<Tokens> usage = AnswerTokens.of(response);
        return switch (status) {
            case "completed", "" -> whole(response, usage);
            case "incomplete" -> cut(Fields.text(response.path("incomplete_details"), "reason"), usage);
            case "failed" -> new Reply.Failed(200, "failed", "The response failed, and no reason is given.", false);
            default -> new Reply.Unreadable("The response isn't there yet: its status is '%s'.".formatted(status));
        };
    }

    private static Reply cut(String reason, Optional<Tokens> usage) {
        return reason.equals("content_filter")
                ? Replies.filtered(reason, usage)
                : Replies.truncated(reason.isEmpty() ? "incomplete" : reason, usage);
    }

    private static Reply whole(JsonNode response, Optional<Tokens> usage) {
        JsonNode output = response.path("output");
        if (!output.isArray() || !Fields.elements(output).allMatch(JsonNode::isObject)) {
            return new Reply.Unreadable("The answer has no list of outputs.");
        }
        String refusal = said(output)
                .map(item -> ContentParts.refusal(item.path("content")))
                .collect(joining());
        if (!refusal.isEmpty()) {
            return Replies.refusal(refusal, usage);
        }
        List<Part> parts = ResponseItems.messages(said(output)).stream()
                .map(Message::parts)
                .flatMap(List::stream)
                .toList();
        return Replies.said(parts, usage);
    }

    private static Stream<JsonNode> said(JsonNode output) {
        return Fields.elements(output).filter(item -> SAID.contains(Fields.text(item, "type")));
    }
}
