package dev.tapedeck.provider.completion;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.json.CanonicalJson;
import dev.tapedeck.pipeline.Layer;
import dev.tapedeck.provider.sse.JsonDocuments;
import java.util.Optional;

/**
 * A request in the making: a layer's params as they are, and what the dialect adds to them. Whatever can't be made is a
 * {@link FailedCall}, {@code Invalid}, that names the layer and the place in it. Not thread-safe.
 */
public final class LayerRequest {
    /** What a client sends with JSON that wants JSON back. */
    public static final Headers HEADERS = Headers.of("Content-Type", "application/json", "Accept", "application/json");

    private final Layer layer;
    private final ObjectNode members;

    private LayerRequest(Layer layer, ObjectNode members) {
        this.layer = layer;
        this.members = members;
    }

    /** A request that holds the layer's params; {@code model} and {@code stream} can't be among them. */
    public static LayerRequest of(Layer layer) {
        if (!(JsonDocuments.only(layer.params()) instanceof ObjectNode params)) {
            throw invalid(layer, "params are no JSON object. Write them as names and values.");
        }
        LayerRequest request = new LayerRequest(layer, params);
        request.refuse("model", "The layer has its own member for it, beside params.");
        request.refuse("stream", "A layer takes whole answers.");
        return request;
    }

    /** What is to be said about a layer whose endpoint a dialect hasn't. */
    public static FailedCall lacking(Layer layer, Dialect dialect) {
        return invalid(
                layer,
                "the dialect %s has no endpoint '%s'. Use another endpoint, or a provider of another dialect."
                        .formatted(dialect.id(), layer.endpoint().id()));
    }

    /** Sees to it that the params don't hold this member. */
    public void refuse(String member, String why) {
        if (members.has(member)) {
            throw invalid(layer, "params can't hold '%s'. %s Take it out.".formatted(member, why));
        }
    }

    /** Takes a member out of the params, if it is there and not null. */
    public Optional<JsonNode> take(String member) {
        return Optional.ofNullable(members.remove(member)).filter(value -> !value.isNull());
    }

    /** Takes {@code messages} out of the params, for the prompt to be added behind them. */
    public ArrayNode takeMessages() {
        JsonNode before = take("messages").orElseGet(instance::arrayNode);
        if (before instanceof ArrayNode messages) {
            return messages;
        }
        throw invalid(layer, "params/messages is no list. Write the messages before the prompt as one.");
    }

    /** Puts what was said by {@code system} to where the dialect has it. */
    public void system(String place, JsonNode said) {
        refuse(place, "It says the same as 'system'.");
        members.set(place, said);
    }

    public void put(String member, JsonNode value) {
        members.set(member, value);
    }

    public void putIfMissing(String member, JsonNode value) {
        if (!members.has(member)) {
            members.set(member, value);
        }
    }

    /** The request: a {@code POST} of the members in canonical form. */
    public ProviderRequest post(Dialect dialect, String path, Headers headers) {
        return new ProviderRequest(layer.provider(), dialect, "POST", path, Optional.empty(), headers, canonical());
    }

    private Bytes canonical() {
        String json = members.toString();
        if (!UTF_8.newEncoder().canEncode(json)) {
            throw invalid(layer, "the prompt holds half a surrogate pair, which is no text. Mend what it is made of.");
        }
        return switch (CanonicalJson.of(json.getBytes(UTF_8))) {
            case CanonicalJson.Text text -> Bytes.wrap(text.bytes());
            case CanonicalJson.NotJson(String reason, long unused) ->
                throw invalid(layer, "params can't be sent, because of %s.".formatted(reason));
            case CanonicalJson.TooDeep unused ->
                throw invalid(layer, "params are nested deeper than %d levels.".formatted(CanonicalJson.MAX_DEPTH));
        };
    }

    private static FailedCall invalid(Layer layer, String fault) {
        return FailedCall.rejected(new Failure.Invalid("layer", "Layer '%s': %s".formatted(layer.name(), fault)));
    }
}
