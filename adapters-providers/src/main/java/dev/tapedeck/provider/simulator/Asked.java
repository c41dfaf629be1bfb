package dev.tapedeck.provider.simulator;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.exchange.ProviderRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A request whose body was read.
 *
 * @param seed what everything arbitrary in the answer comes from
 * @param body the JSON body
 */
record Asked(Seed seed, ObjectNode body) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** @throws Refusal if the body is no JSON object */
    static Asked read(ProviderRequest request) {
        if (tree(request) instanceof ObjectNode body) {
            return new Asked(Seed.of(request), body);
        }
        throw Refusal.invalid("The body must be a JSON object.");
    }

    private static JsonNode tree(ProviderRequest request) {
        try {
            return JSON.readTree(request.body().array());
        } catch (JsonProcessingException noJson) {
            throw Refusal.invalid("We could not parse the JSON body of your request: " + place(noJson));
        } catch (IOException noText) {
            throw Refusal.invalid("We could not parse the JSON body of your request: it is no UTF-8 text.");
        }
    }

    /** Where the mistake is, without a word of the body. */
    private static String place(JsonProcessingException noJson) {
        return Optional.ofNullable(noJson.getLocation())
                .map(at -> "line %d, column %d.".formatted(at.getLineNr(), at.getColumnNr()))
                .orElse("it is no JSON.");
    }

    JsonNode at(String member) {
        return body.path(member);
    }

    String model() {
        return required("model", JsonNode::isTextual, "a string").asText();
    }

    boolean stream() {
        return at("stream").asBoolean();
    }

    /** @throws Refusal if the member is missing or of another kind */
    JsonNode required(String member, Predicate<JsonNode> kind, String noun) {
        JsonNode value = at(member);
        if (value.isMissingNode() || value.isNull()) {
            throw Refusal.invalid("Missing required parameter: '%s'.".formatted(member));
        }
        if (!kind.test(value)) {
            throw Refusal.invalid("Invalid type for '%s': expected %s.".formatted(member, noun));
        }
        return value;
    }

    /**
     * A whole number.
     *
     * @throws Refusal if it is there but outside the range
     */
    Optional<Integer> count(String member, int most) {
        JsonNode value = at(member);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.canConvertToInt() || value.asInt() < 1 || value.asInt() > most) {
            throw Refusal.invalid(
                    "Invalid value for '%s': expected a whole number from 1 to %d.".formatted(member, most));
        }
        return Optional.of(value.asInt());
    }

    /** The member as it was sent, or the default. */
    JsonNode echo(String member, JsonNode otherwise) {
        JsonNode value = at(member);
        return value.isMissingNode() || value.isNull() ? otherwise : value;
    }

    JsonNode echo(String member) {
        return echo(member, instance.nullNode());
    }
}
