package dev.tapedeck.provider.simulator;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.provider.simulator.ChatCompletions.Choice;
import java.util.List;

/** A chat completion, token by token. */
final class ChatStream {
    private final EventStream events = new EventStream();
    private final ObjectNode frame;
    private final boolean withUsage;
    private final ObjectNode usage;

    ChatStream(ObjectNode frame, boolean withUsage, ObjectNode usage) {
        this.frame = frame.put("object", "chat.completion.chunk");
        this.withUsage = withUsage;
        this.usage = usage;
    }

    Reply reply(List<Choice> choices) {
        choices.forEach(this::play);
        if (withUsage) {
            ObjectNode last = frame.deepCopy();
            last.putArray("choices");
            events.data(last.set("usage", usage));
        }
        return events.line("[DONE]").reply();
    }

    private void play(Choice choice) {
        delta(choice, opening(choice));
        choice.words().tokens().forEach(token -> delta(choice, piece(choice, token)));
        events.data(chunk(choice, instance.objectNode(), true));
    }

    private static ObjectNode opening(Choice choice) {
        ObjectNode delta = instance.objectNode().put("role", "assistant");
        choice.words()
                .tool()
                .ifPresentOrElse(
                        call -> delta.putNull("content")
                                .putArray("tool_calls")
                                .add(ChatCompletions.toolCall(choice.callId(), call.name(), "")
                                        .put("index", 0)),
                        () -> delta.put("content", ""));
        return delta.putNull("refusal");
    }

    private static ObjectNode piece(Choice choice, String token) {
        ObjectNode delta = instance.objectNode();
        if (choice.words().tool().isEmpty()) {
            return delta.put("content", token);
        }
        delta.putArray("tool_calls")
                .addObject()
                .put("index", 0)
                .putObject("function")
                .put("arguments", token);
        return delta;
    }

    private void delta(Choice choice, ObjectNode delta) {
        events.data(chunk(choice, delta, false));
    }

    private ObjectNode chunk(Choice choice, ObjectNode delta, boolean last) {
        ObjectNode chunk = frame.deepCopy();
        ObjectNode only = chunk.putArray("choices").addObject().put("index", choice.index());
        only.set("delta", delta);
        only.putNull("logprobs");
        if (last) {
            only.put("finish_reason", choice.finishReason());
        } else {
            only.putNull("finish_reason");
        }
        return withUsage ? chunk.putNull("usage") : chunk;
    }
}
