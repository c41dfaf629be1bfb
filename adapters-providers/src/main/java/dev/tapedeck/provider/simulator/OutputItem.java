package dev.tapedeck.provider.simulator;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The one item of a response's output: a message or a function call. */
record OutputItem(Words words, Seed seed) {
    boolean isCall() {
        return words.tool().isPresent();
    }

    String id() {
        return seed.on("item").hex(isCall() ? "fc_" : "msg_", 48);
    }

    /** The item when it is there but empty. */
    ObjectNode begun() {
        ObjectNode item = frame("in_progress");
        return isCall() ? item.put("arguments", "") : item.set("content", instance.arrayNode());
    }

    ObjectNode whole() {
        ObjectNode item = frame(words.cutShort() ? "incomplete" : "completed");
        return isCall()
                ? item.put("arguments", words.text())
                : item.set("content", instance.arrayNode().add(part(words.text())));
    }

    private ObjectNode frame(String status) {
        ObjectNode item = instance.objectNode().put("id", id()).put("status", status);
        return words.tool()
                .map(call -> item.put("type", "function_call")
                        .put("call_id", seed.on("call").id("call_", 24))
                        .put("name", call.name()))
                .orElseGet(() -> item.put("type", "message").put("role", "assistant"));
    }

    /** The content of a message. */
    static ObjectNode part(String text) {
        ObjectNode part = instance.objectNode().put("type", "output_text").put("text", text);
        part.putArray("annotations");
        part.putArray("logprobs");
        return part;
    }
}
