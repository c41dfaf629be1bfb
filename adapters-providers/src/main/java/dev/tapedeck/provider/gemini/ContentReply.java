package dev.tapedeck.provider.gemini;

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

/**
 * A whole generated content, read strictly. Any reason to end that is neither a good one nor a filter's stands for an
 * answer that was cut off: malformed calls, and what Gemini calls OTHER.
 */
final class ContentReply {
    /** Old services write the number of the reason, which is none of these texts. */
    private static final Set<String> DONE = Set.of("", "STOP", "FINISH_REASON_UNSPECIFIED");

    private static final Set<String> FILTERED = Set.of(
            "SAFETY",
            "RECITATION",
            "LANGUAGE",
            "BLOCKLIST",
            "PROHIBITED_CONTENT",
            "SPII",
            "IMAGE_SAFETY",
            "IMAGE_PROHIBITED_CONTENT",
            "IMAGE_RECITATION");

    /** The parts that are said to whoever asked; thoughts are not, and code that Gemini has run itself. */
    private static final Set<String> SAID = Set.of("text", "functionCall");

    private ContentReply() {}

    static Reply of(JsonNode answer) {
        Optional<Tokens> usage = Replies.tokens(GeminiTranscriber.usage(List.of(answer)));
        String blocked = Fields.text(answer.path("promptFeedback"), "blockReason");
        if (!blocked.isEmpty()) {
            return Replies.filtered(blocked, usage);
        }
        JsonNode candidates = answer.path("candidates");
        boolean none = candidates.isMissingNode() && usage.isPresent();
        if (!none && !candidates.isArray()) {
            return new Reply.Unreadable("The answer has no list of candidates.");
        }
        return candidates.isEmpty()
                ? new Reply.Empty("The answer has no candidates.", usage)
                : first(candidates.get(0), usage);
    }

    private static Reply first(JsonNode candidate, Optional<Tokens> usage) {
        String finish = Fields.text(candidate, "finishReason");
        if (FILTERED.contains(finish)) {
            return Replies.filtered(finish, usage);
        }
        JsonNode parts = candidate.path("content").path("parts");
        if (!candidate.isObject() || !isListOfParts(parts)) {
            return new Reply.Unreadable("The answer's first candidate has no list of parts.");
        }
        return DONE.contains(finish) ? Replies.said(parts(parts), usage) : Replies.truncated(finish, usage);
    }

    private static boolean isListOfParts(JsonNode parts) {
        return parts.isMissingNode()
                || parts.isArray() && Fields.elements(parts).allMatch(JsonNode::isObject);
    }

    private static List<Part> parts(JsonNode content) {
        MessageDraft draft = new MessageDraft();
        int at = 0;
        for (JsonNode part : content) {
            String kind = Parts.kind(part);
            if (SAID.contains(kind)) {
                Parts.add(draft, String.valueOf(at++), kind, part);
            }
        }
        return draft.parts();
    }
}
