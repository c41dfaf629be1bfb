package dev.tapedeck.provider.openai;

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
import dev.tapedeck.provider.completion.StrictAnswer;
import java.util.EnumSet;
import java.util.Set;

/**
 * Chat completions, responses and embeddings. The prompt is the last message, of role {@code user}, after the params'
 * {@code messages}; their {@code system} is a first message of that role, or a response's {@code instructions}. All other
 * params stand in the request as they are: that an answer shall be JSON is asked for only if they ask for it
 * ({@code response_format}, or a response's {@code text.format}). Where an answer has several choices, the first counts.
 */
public final class OpenAiCompletions implements Completions {
    @Override
    public Set<Endpoint> endpoints() {
        return EnumSet.allOf(Endpoint.class);
    }

    @Override
    public ProviderRequest compose(Layer layer, String prompt) {
        LayerRequest request = LayerRequest.of(layer);
        request.put("model", instance.textNode(layer.model()));
        return switch (layer.endpoint()) {
            case CHAT -> chat(request, prompt);
            case RESPONSES -> response(request, prompt);
            case EMBEDDINGS -> embedding(request, prompt);
        };
    }

    private static ProviderRequest chat(LayerRequest request, String prompt) {
        ArrayNode messages = instance.arrayNode();
        request.take("system").ifPresent(system -> messages.add(message("system", system)));
        messages.addAll(request.takeMessages()).add(message("user", instance.textNode(prompt)));
        request.put("messages", messages);
        return post(request, "/v1/chat/completions");
    }

    private static ProviderRequest response(LayerRequest request, String prompt) {
        request.refuse("input", "The prompt stands there; what comes before it are 'messages'.");
        request.refuse("background", "A layer takes whole answers.");
        request.take("system").ifPresent(system -> request.system("instructions", system));
        request.put("input", request.takeMessages().add(message("user", instance.textNode(prompt))));
        return post(request, "/v1/responses");
    }

    private static ProviderRequest embedding(LayerRequest request, String prompt) {
        request.refuse("input", "The prompt stands there.");
        request.put("input", instance.textNode(prompt));
        return post(request, "/v1/embeddings");
    }

    private static ObjectNode message(String role, JsonNode content) {
        return instance.objectNode().put("role", role).set("content", content);
    }

    private static ProviderRequest post(LayerRequest request, String path) {
        return request.post(Dialect.OPENAI, path, LayerRequest.HEADERS);
    }

    @Override
    public Reply read(Endpoint endpoint, int status, Bytes body) {
        return StrictAnswer.read(status, body, StreamedError::status, answer -> switch (endpoint) {
            case CHAT -> ChatReply.of(answer);
            case RESPONSES -> ResponseReply.of(answer);
            case EMBEDDINGS -> EmbeddingsReply.of(answer);
        });
    }
}
