package dev.tapedeck.runs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.support.Answered;

/**
 * One server-sent event, as a client got it.
 *
 * @param id empty if it has none
 */
record Told(String id, String name, String data) {
    JsonNode json() {
        return Answered.parsed(data);
    }
}
