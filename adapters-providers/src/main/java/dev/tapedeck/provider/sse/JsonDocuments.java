package dev.tapedeck.provider.sse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tapedeck.exchange.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a body as the JSON documents in it, whatever frames them: one document, the elements of one array, several on
 * lines of their own, or the data of server-sent events. The bytes tell which, not the content type. What is no JSON, or
 * is cut off, is left out; nothing ever fails.
 */
public final class JsonDocuments {
    private static final int DEEPEST = 200;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build());

    private JsonDocuments() {}

    /** All documents of a body, in order. */
    public static List<JsonNode> in(Bytes body) {
        String text = body.text();
        String content = (text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text).strip();
        if (content.startsWith("{") || content.startsWith("[")) {
            return sequence(content);
        }
        return ServerSentEvents.data(content).stream()
                .flatMap(data -> sequence(data).stream())
                .toList();
    }

    /** The first document of a body; missing if there is none. */
    public static JsonNode first(Bytes body) {
        List<JsonNode> documents = in(body);
        return documents.isEmpty() ? MissingNode.getInstance() : documents.getFirst();
    }

    /** The one document that a body is; missing if it is none, more than one, or no UTF-8. */
    public static JsonNode only(Bytes body) {
        return body.validText().map(JsonDocuments::only).orElseGet(MissingNode::getInstance);
    }

    /** The one document that this text is; missing if it is none, or more than one. */
    static JsonNode only(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            JsonNode document = parser.nextToken() == null ? MissingNode.getInstance() : parser.readValueAsTree();
            return parser.nextToken() == null ? document : MissingNode.getInstance();
        } catch (IOException noJson) {
            return MissingNode.getInstance();
        }
    }

    private static List<JsonNode> sequence(String content) {
        List<JsonNode> documents = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(content)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() != JsonToken.START_ARRAY && parser.currentToken() != JsonToken.END_ARRAY) {
                    documents.add(parser.readValueAsTree());
                }
            }
        } catch (IOException cutOffOrNoJson) {
            return documents;
        }
        return documents;
    }
}
