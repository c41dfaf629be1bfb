package dev.tapedeck.provider.anthropic;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import dev.tapedeck.build.Completions;
import dev.tapedeck.build.Reply;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.pipeline.Endpoint;
import dev.tapedeck.pipeline.Layer;
import dev.tapedeck.provider.completion.LayerRequest;
import dev.tapedeck.provider.completion.Replies;
import dev.tapedeck.provider.completion.StrictAnswer;
import dev.tapedeck.provider.sse.Fields;
import java.util.EnumSet;
import java.util.Set;

/**
 * Messages. The prompt is the last one, of role {@code user}, after the params' {@code messages}; all other params stand
 * in the request as they are. Anthropic wants {@code max_tokens}, which is {@value #MOST_TOKENS} if the params don't say.
 */
public final class AnthropicCompletions implements Completions {
    private static final int MOST_TOKENS = 4096;
    private static final Headers HEADERS = LayerRequest.HEADERS.with("anthropic-version", "2023-06-01");

    @Override
    public Set<Endpoint> endpoints() {
        return EnumSet.of(Endpoint.CHAT);
    }

    @Override
    public ProviderRequest compose(Layer layer, String prompt) {
        if (layer.endpoint() != Endpoint.CHAT) {
            throw LayerRequest.lacking(layer, Dialect.ANTHROPIC);
        }
        LayerRequest request = LayerRequest.of(layer);
        request.put("model", instance.textNode(layer.model()));
        request.put(
                "messages",
                request.takeMessages()
                        .add(instance.objectNode().put("role", "user").put("content", prompt)));
        request.putIfMissing("max_tokens", instance.numberNode(MOST_TOKENS));
        return request.post(Dialect.ANTHROPIC, "/v1/messages", HEADERS);
    }

    @Override
    public Reply read(Endpoint endpoint, int status, Bytes body) {
        return endpoint == Endpoint.CHAT
                ? StrictAnswer.read(
                        status, body, error -> MessageEvents.status(Fields.text(error, "type")), MessageReply::of)
                : Replies.lacking(Dialect.ANTHROPIC, endpoint);
    }
}
