package dev.tapedeck.provider.sse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.exchange.Transcript.Part;
import dev.tapedeck.exchange.Transcript.Usage;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Takes members out of JSON of which nothing is sure. */
public final class Fields {
    private Fields() {}

    /** The first of these members that is a text and not empty; the empty text if there is none. */
    public static String text(JsonNode node, String... names) {
        return Stream.of(names)
                .map(node::path)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** A text as it is, anything else as JSON, nothing as the empty text. */
    public static String written(JsonNode node) {
        if (node.isTextual()) {
            return node.asText();
        }
        return node.isMissingNode() || node.isNull() ? "" : node.toString();
    }

    /** The elements of an array, the values of an object, nothing of anything else. */
    public static Stream<JsonNode> elements(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false);
    }

    /** An image, sound or file. */
    public static Part media(String kind, String dataOrAddress) {
        return new Part.Media(kind, dataOrAddress.length());
    }

    /** The tokens, if the node has at least one of the counts; a count that is missing or below 0 is 0. */
    public static Optional<Usage> usage(JsonNode input, JsonNode output) {
        boolean counted = input.isNumber() || output.isNumber();
        return counted ? Optional.of(new Usage(count(input), count(output))) : Optional.empty();
    }

    /** A whole number, or 0. */
    public static long count(JsonNode node) {
        return node.canConvertToLong() ? Math.max(0, node.asLong()) : 0;
    }
}
