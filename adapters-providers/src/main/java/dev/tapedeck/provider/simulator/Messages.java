package dev.tapedeck.provider.simulator;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@code POST /v1/messages}, whole or as a stream, and {@code POST /v1/messages/count_tokens}. */
final class Messages implements Endpoint {
    private static final int MOST_TOKENS = 1_000_000;

    /** Counts the tokens of a request. */
    static Reply countTokens(Asked asked) {
        asked.model();
        return Reply.json(instance.objectNode()
                .put("input_tokens", MessageTurn.of(asked, Turn.UNLIMITED).inputTokens()));
    }

    @Override
    public Reply answer(Asked asked) {
        String model = asked.model();
        asked.required("max_tokens", JsonNode::isNumber, "a whole number");
        Turn turn = MessageTurn.of(asked, asked.count("max_tokens", MOST_TOKENS).orElse(MOST_TOKENS));
        Words words = Words.answering(turn, asked.seed());
        ContentBlock block = new ContentBlock(words, asked.seed());
        ObjectNode frame = frame(asked.seed(), model);
        return asked.stream() ? MessageStream.reply(frame, turn, block) : Reply.json(whole(frame, turn, block));
    }

    private static ObjectNode frame(Seed seed, String model) {
        return instance.objectNode()
                .put("model", model)
                .put("id", seed.on("id").id("msg_01", 22))
                .put("type", "message")
                .put("role", "assistant");
    }

    private static ObjectNode whole(ObjectNode message, Turn turn, ContentBlock block) {
        message.putArray("content").add(block.whole());
        return message.put("stop_reason", block.stopReason())
                .putNull("stop_sequence")
                .set("usage", usage(turn, block.words().count()));
    }

    static ObjectNode usage(Turn turn, int output) {
        ObjectNode usage = instance.objectNode()
                .put("input_tokens", turn.inputTokens())
                .put("cache_creation_input_tokens", 0)
                .put("cache_read_input_tokens", 0);
        usage.putObject("cache_creation").put("ephemeral_5m_input_tokens", 0).put("ephemeral_1h_input_tokens", 0);
        return usage.put("output_tokens", output).put("service_tier", "standard");
    }
}
