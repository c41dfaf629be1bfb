package dev.tapedeck.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.exchange.StreamOpening.Seen;
import dev.tapedeck.provider.sse.EventOpening;
import dev.tapedeck.provider.sse.Fields;

/** What the events of a message's stream say. */
final class MessageEvents {
    private MessageEvents() {}

    static Seen meaning(String type, JsonNode event) {
        return switch (type) {
            case "message_start" -> prelude(event.at("/message/content").isEmpty());
            case "content_block_start" -> prelude(isEmptyBlock(event.path("content_block")));
            case "error" -> new Seen.Died(status(Fields.text(event.path("error"), "type")));
            default -> EventOpening.CONTENT;
        };
    }

    private static Seen prelude(boolean nothingYet) {
        return nothingYet ? EventOpening.PRELUDE : EventOpening.CONTENT;
    }

    /** A block whose text is still to come; that a tool is called is told by the block itself. */
    private static boolean isEmptyBlock(JsonNode block) {
        String type = Fields.text(block, "type");
        return (type.equals("text") || type.equals("thinking"))
                && Fields.text(block, type).isEmpty();
    }

    /** The status of the same error before a stream begins; 400, which nobody retries, for one that isn't known. */
    static int status(String error) {
        return switch (error) {
            case "authentication_error" -> 401;
            case "billing_error" -> 402;
            case "permission_error" -> 403;
            case "not_found_error" -> 404;
            case "request_too_large" -> 413;
            case "rate_limit_error" -> 429;
            case "api_error" -> 500;
            case "timeout_error" -> 504;
            case "overloaded_error" -> 529;
            default -> 400;
        };
    }
}
