package dev.tapedeck.provider.simulator;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A message, event by event. */
final class MessageStream {
    private MessageStream() {}

    static Reply reply(ObjectNode frame, Turn turn, ContentBlock block) {
        EventStream events = new EventStream();
        events.typed(event("message_start").set("message", begun(frame, turn)));
        events.typed(ofBlock("content_block_start").set("content_block", block.begun()));
        events.typed(event("ping"));
        for (String token : block.words().tokens()) {
            events.typed(ofBlock("content_block_delta").set("delta", block.delta(token)));
        }
        events.typed(ofBlock("content_block_stop"));
        events.typed(ended(turn, block));
        return events.typed(event("message_stop")).reply();
    }

    private static ObjectNode begun(ObjectNode message, Turn turn) {
        message.putArray("content");
        return message.putNull("stop_reason").putNull("stop_sequence").set("usage", Messages.usage(turn, 1));
    }

    private static ObjectNode ended(Turn turn, ContentBlock block) {
        ObjectNode event = event("message_delta");
        event.putObject("delta").put("stop_reason", block.stopReason()).putNull("stop_sequence");
        event.putObject("usage")
                .put("input_tokens", turn.inputTokens())
                .put("cache_creation_input_tokens", 0)
                .put("cache_read_input_tokens", 0)
                .put("output_tokens", block.words().count());
        return event;
    }

    private static ObjectNode ofBlock(String type) {
        return event(type).put("index", 0);
    }

    private static ObjectNode event(String type) {
        return instance.objectNode().put("type", type);
    }
}
