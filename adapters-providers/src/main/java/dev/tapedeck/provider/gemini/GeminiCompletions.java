package dev.tapedeck.provider.gemini;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.build.Completions;
import dev.tapedeck.build.Reply;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.pipeline.Endpoint;
import dev.tapedeck.pipeline.Layer;
import dev.tapedeck.provider.completion.LayerRequest;
import dev.tapedeck.provider.completion.Replies;
import dev.tapedeck.provider.completion.StrictAnswer;
import dev.tapedeck.provider.sse.Fields;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Generating contents, at once. The prompt is the last content, of role {@code user}, after the params' {@code messages};
 * a message that is a role and a text, and a {@code system} that is a text, are written as Gemini has them. All other
 * params stand in the request as they are: a temperature belongs into {@code generationConfig}. Of several candidates the
 * first counts.
 */
public final class GeminiCompletions implements Completions {
    @Override
    public Set<Endpoint> endpoints() {
        return EnumSet.of(Endpoint.CHAT);
    }

    @Override
    public ProviderRequest compose(Layer layer, String prompt) {
        if (layer.endpoint() != Endpoint.CHAT) {
            throw LayerRequest.lacking(layer, Dialect.GEMINI);
        }
        LayerRequest request = LayerRequest.of(layer);
        request.refuse("contents", "The prompt stands there; what comes before it are 'messages'.");
        request.take("system").ifPresent(system -> request.system("systemInstruction", system(system)));
        ArrayNode contents = instance.arrayNode();
        request.takeMessages().forEach(message -> contents.add(content(message)));
        request.put("contents", contents.add(said(prompt).put("role", "user")));
        return request.post(Dialect.GEMINI, path(layer.model()), LayerRequest.HEADERS);
    }

    private static JsonNode system(JsonNode system) {
        return system.isTextual() ? said(system.asText()) : system;
    }

    private static JsonNode content(JsonNode message) {
        if (!message.path("content").isTextual()) {
            return message;
        }
        String role = Fields.text(message, "role");
        return said(message.path("content").asText()).put("role", role.equals("assistant") ? "model" : role);
    }

    private static ObjectNode said(String text) {
        ObjectNode content = instance.objectNode();
        content.putArray("parts").addObject().put("text", text);
        return content;
    }

    /** A model may be named with the collection that it is in, such as {@code tunedModels/mine}. */
    private static String path(String model) {
        String name = model.contains("/") ? model : "models/" + model;
        String encoded = Arrays.stream(name.split("/"))
                .map(segment ->
                        URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
        return "/v1beta/%s:generateContent".formatted(encoded);
    }

    @Override
    public Reply read(Endpoint endpoint, int status, Bytes body) {
        return endpoint == Endpoint.CHAT
                ? StrictAnswer.read(status, body, error -> error.path("code").asInt(), ContentReply::of)
                : Replies.lacking(Dialect.GEMINI, endpoint);
    }
}
