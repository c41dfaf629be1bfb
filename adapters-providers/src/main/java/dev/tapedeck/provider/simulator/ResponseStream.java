package dev.tapedeck.provider.simulator;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A response, event by event, each with its type and its number. */
final class ResponseStream {
    private final EventStream events = new EventStream();
    private final OutputItem item;
    private int number;

    ResponseStream(OutputItem item) {
        this.item = item;
    }

    Reply reply(ObjectNode begun, ObjectNode ended) {
        emit("response.created", with("response", begun));
        emit("response.in_progress", with("response", begun));
        emit("response.output_item.added", with("item", item.begun()).put("output_index", 0));
        if (item.isCall()) {
            call();
        } else {
            message();
        }
        emit("response.output_item.done", with("item", item.whole()).put("output_index", 0));
        emit("response." + ended.path("status").asText(), with("response", ended));
        return events.reply();
    }

    private void message() {
        String text = item.words().text();
        emit("response.content_part.added", ofContent().set("part", OutputItem.part("")));
        for (String token : item.words().tokens()) {
            emit("response.output_text.delta", ofContent().put("delta", token).set("logprobs", instance.arrayNode()));
        }
        emit("response.output_text.done", ofContent().put("text", text).set("logprobs", instance.arrayNode()));
        emit("response.content_part.done", ofContent().set("part", OutputItem.part(text)));
    }

    private void call() {
        for (String token : item.words().tokens()) {
            emit("response.function_call_arguments.delta", ofItem().put("delta", token));
        }
        ObjectNode done = ofItem().put("arguments", item.words().text());
        item.words().tool().ifPresent(call -> done.put("name", call.name()));
        emit("response.function_call_arguments.done", done);
    }

    private ObjectNode ofItem() {
        return instance.objectNode().put("item_id", item.id()).put("output_index", 0);
    }

    private ObjectNode ofContent() {
        return ofItem().put("content_index", 0);
    }

    private static ObjectNode with(String member, ObjectNode value) {
        return instance.objectNode().set(member, value);
    }

    private void emit(String type, ObjectNode members) {
        ObjectNode event = instance.objectNode().put("type", type).put("sequence_number", number++);
        events.typed(event.setAll(members));
    }
}
