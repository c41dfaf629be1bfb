package dev.tapedeck.provider.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.build.Provenance.Tokens;
import dev.tapedeck.build.Reply;
import dev.tapedeck.provider.completion.ProviderError;
import dev.tapedeck.provider.completion.Replies;
import dev.tapedeck.provider.sse.Fields;
import dev.tapedeck.provider.sse.MessageDraft;
import java.util.Optional;
import java.util.Set;

/**
 * A whole chat completion, read strictly. Why it ended is told by {@code finish_reason}, for which those who speak like
 * OpenAI have words of their own: one that isn't known stands for a whole answer.
 */
final class ChatReply {
    private static final int OK = 200;

    private static final Set<String> CUT =
            Set.of("length", "max_tokens", "model_length", "insufficient_system_resource");

    /** A reason may stand behind the word. */
    private static final String FILTERED = "content_filter";

    private static final Set<String> FILTERED_ELSEWHERE = Set.of("safety", "sensitive");

    private ChatReply() {}

    static Reply of(JsonNode answer) {
        JsonNode choices = answer.path("choices");
        if (!choices.isArray() && !choices.isNull()) {
            return new Reply.Unreadable("The answer has no list of choices.");
        }
        Optional<Tokens> usage = AnswerTokens.of(answer);
        return choices.isEmpty() ? new Reply.Empty("The answer has no choices.", usage) : first(choices.get(0), usage);
    }

    private static Reply first(JsonNode choice, Optional<Tokens> usage) {
        String finish = Fields.text(choice, "finish_reason");
        if (finish.equals("error")) {
            return ProviderError.read(OK, choice, StreamedError::status);
        }
        if (finish.startsWith(FILTERED) || FILTERED_ELSEWHERE.contains(finish)) {
            return Replies.filtered(finish, usage);
        }
        return CUT.contains(finish) ? Replies.truncated(finish, usage) : message(choice.path("message"), usage);
    }

    private static Reply message(JsonNode message, Optional<Tokens> usage) {
        JsonNode content = message.path("content");
        JsonNode calls = message.path("tool_calls");
        if (!message.isObject() || !(isNothing(content) || content.isTextual() || content.isArray())) {
            return new Reply.Unreadable("The answer's first choice has no message with a content.");
        }
        if (!isNothing(calls) && !(calls.isArray() && Fields.elements(calls).allMatch(JsonNode::isObject))) {
            return new Reply.Unreadable("The answer has tool calls that are no list of them.");
        }
        String refusal = Fields.text(message, "refusal") + ContentParts.refusal(content);
        if (!refusal.isEmpty()) {
            return Replies.refusal(refusal, usage);
        }
        MessageDraft draft = new MessageDraft();
        ChoicesAnswer.piece(draft, message);
        return Replies.said(draft.parts(), usage);
    }

    private static boolean isNothing(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }
}
