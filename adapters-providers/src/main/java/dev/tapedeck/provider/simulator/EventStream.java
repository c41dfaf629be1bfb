package dev.tapedeck.provider.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.exchange.Bytes;
import java.util.ArrayList;
import java.util.List;

/** Writes server-sent events, one chunk each. */
final class EventStream {
    private final List<Bytes> chunks = new ArrayList<>();

    /** An event without a name. */
    EventStream data(JsonNode data) {
        return line(data.toString());
    }

    /** A bare line of data. */
    EventStream line(String data) {
        chunks.add(Bytes.utf8("data: " + data + "\n\n"));
        return this;
    }

    /** An event whose name is the data's {@code type}. */
    EventStream typed(ObjectNode data) {
        chunks.add(Bytes.utf8("event: " + data.path("type").asText() + "\ndata: " + data + "\n\n"));
        return this;
    }

    Reply reply() {
        return Reply.stream(chunks);
    }
}
