package dev.tapedeck.provider.simulator;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** {@code POST /v1/responses}, whole or as a stream of typed events. */
final class Responses implements Endpoint {
    /** Members of a response that repeat the request, and what they are if it doesn't say. */
    private static final Map<String, JsonNode> ECHOED = Map.ofEntries(
            Map.entry("instructions", instance.nullNode()),
            Map.entry("max_output_tokens", instance.nullNode()),
            Map.entry("max_tool_calls", instance.nullNode()),
            Map.entry("metadata", instance.objectNode()),
            Map.entry("parallel_tool_calls", instance.booleanNode(true)),
            Map.entry("previous_response_id", instance.nullNode()),
            Map.entry("store", instance.booleanNode(true)),
            Map.entry("temperature", instance.numberNode(1.0)),
            Map.entry(
                    "text",
                    instance.objectNode().set("format", instance.objectNode().put("type", "text"))),
            Map.entry("tool_choice", instance.textNode("auto")),
            Map.entry("tools", instance.arrayNode()),
            Map.entry("top_p", instance.numberNode(1.0)),
            Map.entry("truncation", instance.textNode("disabled")),
            Map.entry("user", instance.nullNode()));

    @Override
    public Reply answer(Asked asked) {
        String model = asked.model();
        Turn turn = ResponseTurn.of(asked);
        Words words = Words.answering(turn, asked.seed());
        OutputItem item = new OutputItem(words, asked.seed());
        ObjectNode begun = begun(asked, model);
        ObjectNode ended = ended(begun.deepCopy(), turn, words, item);
        return asked.stream() ? new ResponseStream(item).reply(begun, ended) : Reply.json(ended);
    }

    private static ObjectNode begun(Asked asked, String model) {
        ObjectNode response = instance.objectNode()
                .put("id", asked.seed().on("id").hex("resp_", 48))
                .put("object", "response")
                .put("created_at", asked.seed().created())
                .put("status", "in_progress")
                .put("background", false)
                .putNull("error")
                .putNull("incomplete_details")
                .put("model", model);
        ECHOED.keySet().stream()
                .sorted()
                .forEach(member -> response.set(member, asked.echo(member, defaultOf(member))));
        response.putArray("output");
        response.putObject("reasoning").putNull("effort").putNull("summary");
        return response.put("service_tier", "default").putNull("usage");
    }

    private static JsonNode defaultOf(String member) {
        return ECHOED.getOrDefault(member, instance.nullNode());
    }

    private static ObjectNode ended(ObjectNode response, Turn turn, Words words, OutputItem item) {
        response.put("status", words.cutShort() ? "incomplete" : "completed");
        if (words.cutShort()) {
            response.putObject("incomplete_details").put("reason", "max_output_tokens");
        }
        response.putArray("output").add(item.whole());
        return response.set("usage", usage(turn, words));
    }

    private static ObjectNode usage(Turn turn, Words words) {
        ObjectNode usage = instance.objectNode().put("input_tokens", turn.inputTokens());
        usage.putObject("input_tokens_details").put("cached_tokens", 0).put("cache_write_tokens", 0);
        usage.put("output_tokens", words.count());
        usage.putObject("output_tokens_details").put("reasoning_tokens", 0);
        return usage.put("total_tokens", turn.inputTokens() + words.count());
    }
}
