package dev.tapedeck.provider.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Optional;

/**
 * What is asked for, in no dialect.
 *
 * @param prompt what the user said last
 * @param inputTokens tokens of the request
 * @param tool the tool that shall be called
 * @param schema the schema that the text shall conform to
 * @param limit the most tokens of text
 */
record Turn(String prompt, int inputTokens, Optional<Tool> tool, Optional<JsonNode> schema, int limit) {
    static final int UNLIMITED = Integer.MAX_VALUE;

    /** The schema for "any JSON object". */
    static final JsonNode ANY_OBJECT = JsonNodeFactory.instance
            .objectNode()
            .set(
                    "properties",
                    JsonNodeFactory.instance.objectNode().set("answer", JsonNodeFactory.instance.objectNode()));

    /**
     * A tool that may be called.
     *
     * @param parameters the schema of its arguments
     */
    record Tool(String name, JsonNode parameters) {}
}
