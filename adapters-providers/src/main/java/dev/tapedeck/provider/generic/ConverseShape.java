package dev.tapedeck.provider.generic;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.exchange.Transcript;
import dev.tapedeck.exchange.Transcript.Message;
import dev.tapedeck.exchange.Transcript.Part;
import dev.tapedeck.exchange.Transcript.Usage;
import dev.tapedeck.provider.sse.AskedModel;
import dev.tapedeck.provider.sse.Fields;
import dev.tapedeck.provider.sse.MessageDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Bedrock's converse, in one piece: blocks are told apart by the member that they have. */
final class ConverseShape {
    /** Where a path names the model. */
    static final Pattern MODEL = Pattern.compile("/model/([^/]+)");

    private ConverseShape() {}

    static Transcript read(String path, JsonNode asked, List<JsonNode> answered) {
        List<Message> messages = new ArrayList<>();
        message("system", asked.path("system")).ifPresent(messages::add);
        Fields.elements(asked.path("messages"))
                .map(message -> message(Fields.text(message, "role"), message.path("content")))
                .flatMap(Optional::stream)
                .forEach(messages::add);
        answered.stream()
                .map(document -> message("assistant", document.at("/output/message/content")))
                .flatMap(Optional::stream)
                .forEach(messages::add);
        return new Transcript(AskedModel.inPath(path, MODEL), messages, usage(answered));
    }

    private static Optional<Message> message(String role, JsonNode blocks) {
        MessageDraft draft = new MessageDraft();
        int at = 0;
        for (JsonNode block : blocks) {
            add(draft, String.valueOf(at++), block);
        }
        return draft.message(role.isEmpty() ? "user" : role);
    }

    private static void add(MessageDraft draft, String key, JsonNode block) {
        draft.text(key, Fields.text(block, "text"));
        draft.reasoning(key, Fields.text(block.at("/reasoningContent/reasoningText"), "text"));
        JsonNode use = block.path("toolUse");
        draft.call(key, Fields.text(use, "toolUseId"), Fields.text(use, "name"), Fields.written(use.path("input")));
        JsonNode result = block.path("toolResult");
        if (result.isObject()) {
            draft.add(new Part.ToolResult(Fields.text(result, "toolUseId"), plain(result.path("content"))));
        }
        for (String kind : List.of("image", "document", "video")) {
            if (block.path(kind).isObject()) {
                draft.add(Fields.media(kind, Fields.text(block.path(kind).path("source"), "bytes")));
            }
        }
    }

    private static String plain(JsonNode content) {
        return Fields.elements(content)
                .map(block -> Fields.written(block.has("json") ? block.path("json") : block.path("text")))
                .collect(joining("\n"));
    }

    private static Optional<Usage> usage(List<JsonNode> answered) {
        return answered.stream()
                .map(document -> document.path("usage"))
                .map(usage -> Fields.usage(usage.path("inputTokens"), usage.path("outputTokens")))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
