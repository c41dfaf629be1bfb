package dev.tapedeck.provider.simulator;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.IntStream;

/** {@code POST /v1/chat/completions}, whole or as a stream. */
final class ChatCompletions implements Endpoint {
    private static final int MOST_CHOICES = 128;

    @Override
    public Reply answer(Asked asked) {
        String model = asked.model();
        Turn turn = ChatTurn.of(asked);
        List<Choice> choices = IntStream.range(0, asked.count("n", MOST_CHOICES).orElse(1))
                .mapToObj(index -> choice(index, turn, asked.seed().on(index)))
                .toList();
        ObjectNode frame = frame(asked.seed(), model);
        ObjectNode usage = usage(turn, choices);
        return asked.stream()
                ? new ChatStream(
                                frame,
                                asked.at("stream_options").path("include_usage").asBoolean(),
                                usage)
                        .reply(choices)
                : whole(frame, choices, usage);
    }

    /**
     * One of the answers asked for.
     *
     * @param callId the id of its tool call, if it is one
     */
    record Choice(int index, Words words, String callId) {
        String finishReason() {
            if (words.tool().isPresent()) {
                return "tool_calls";
            }
            return words.cutShort() ? "length" : "stop";
        }
    }

    private static Choice choice(int index, Turn turn, Seed seed) {
        return new Choice(index, Words.answering(turn, seed), seed.on("call").id("call_", 24));
    }

    private static ObjectNode frame(Seed seed, String model) {
        return instance.objectNode()
                .put("id", seed.on("id").id("chatcmpl-", 29))
                .put("object", "chat.completion")
                .put("created", seed.created())
                .put("model", model)
                .put("service_tier", "default")
                .put("system_fingerprint", seed.on("fingerprint").hex("fp_", 10));
    }

    private static ObjectNode usage(Turn turn, List<Choice> choices) {
        int output = choices.stream().mapToInt(choice -> choice.words().count()).sum();
        ObjectNode usage = instance.objectNode()
                .put("prompt_tokens", turn.inputTokens())
                .put("completion_tokens", output)
                .put("total_tokens", turn.inputTokens() + output);
        usage.putObject("prompt_tokens_details").put("cached_tokens", 0).put("audio_tokens", 0);
        usage.putObject("completion_tokens_details")
                .put("reasoning_tokens", 0)
                .put("audio_tokens", 0)
                .put("accepted_prediction_tokens", 0)
                .put("rejected_prediction_tokens", 0);
        return usage;
    }

    private static Reply whole(ObjectNode body, List<Choice> choices, ObjectNode usage) {
        ArrayNode array = body.putArray("choices");
        choices.forEach(choice -> array.add(instance.objectNode()
                .put("index", choice.index())
                .<ObjectNode>set("message", message(choice))
                .putNull("logprobs")
                .put("finish_reason", choice.finishReason())));
        return Reply.json(body.set("usage", usage));
    }

    private static ObjectNode message(Choice choice) {
        Words words = choice.words();
        ObjectNode message = instance.objectNode().put("role", "assistant");
        words.tool()
                .ifPresentOrElse(
                        call -> message.putNull("content")
                                .putArray("tool_calls")
                                .add(toolCall(choice.callId(), call.name(), words.text())),
                        () -> message.put("content", words.text()));
        message.putNull("refusal").putArray("annotations");
        return message;
    }

    static ObjectNode toolCall(String id, String name, String arguments) {
        ObjectNode call = instance.objectNode().put("id", id).put("type", "function");
        call.putObject("function").put("name", name).put("arguments", arguments);
        return call;
    }
}
