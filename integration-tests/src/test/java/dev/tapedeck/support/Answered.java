package dev.tapedeck.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tapedeck.exchange.Bytes;
import java.net.http.HttpHeaders;

/** An answer as a client got it, whole. */
public record Answered(int status, HttpHeaders headers, Bytes body) {
    private static final JsonMapper JSON = new JsonMapper();

    public String text() {
        return body.text();
    }

    public JsonNode json() {
        return parsed(text());
    }

    /** The first value of that header, or nothing at all. */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    public static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException noJson) {
            throw new IllegalArgumentException("No JSON: " + json, noJson);
        }
    }

    @Override
    public String toString() {
        return status + " " + headers.map() + " " + text();
    }
}
