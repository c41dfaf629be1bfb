package dev.tapedeck.provider.sse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.exchange.StreamOpening.Seen;

/** What one event of a dialect says about the stream that it stands in. Pure and thread-safe; never fails. */
@FunctionalInterface
public interface EventMeaning {
    /**
     * @param type the member {@code type} of the data, or else the event's name; empty if it has neither
     * @param data the event's data: JSON, of which nothing else is sure
     */
    Seen of(String type, JsonNode data);
}
