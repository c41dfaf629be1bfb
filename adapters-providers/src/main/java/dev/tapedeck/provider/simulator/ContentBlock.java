package dev.tapedeck.provider.simulator;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The one block of a message's content: text or the use of a tool. */
record ContentBlock(Words words, Seed seed) {
    String stopReason() {
        if (words.tool().isPresent()) {
            return "tool_use";
        }
        return words.cutShort() ? "max_tokens" : "end_turn";
    }

    /** The block when it is there but empty. */
    ObjectNode begun() {
        return words.tool()
                .map(call -> toolUse(call.name(), instance.objectNode()))
                .orElseGet(() -> text(""));
    }

    ObjectNode whole() {
        return words.tool().map(call -> toolUse(call.name(), call.arguments())).orElseGet(() -> text(words.text()));
    }

    /** A token more. */
    ObjectNode delta(String token) {
        return words.tool().isPresent()
                ? instance.objectNode().put("type", "input_json_delta").put("partial_json", token)
                : instance.objectNode().put("type", "text_delta").put("text", token);
    }

    private ObjectNode toolUse(String name, ObjectNode input) {
        return instance.objectNode()
                .put("type", "tool_use")
                .put("id", seed.on("call").id("toolu_01", 22))
                .put("name", name)
                .set("input", input);
    }

    private static ObjectNode text(String text) {
        return instance.objectNode().put("type", "text").put("text", text);
    }
}
