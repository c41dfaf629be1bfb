package dev.tapedeck.support;

import com.fasterxml.jackson.databind.JsonNode;

/** A session opened over REST. */
public record SessionUnderTest(Caller caller, String baseUrl, String id) {
    /** Where this session's calls to a provider go. */
    public String door(String provider) {
        return baseUrl + "/session/" + id + "/llm/" + provider;
    }

    public JsonNode view() {
        return caller.get("/api/v1/sessions/" + id).json();
    }

    /** The counter of that name: live, recorded, replayed, missed, exhausted, unplayed. */
    public int counter(String name) {
        return view().path("counters").path(name).asInt(-1);
    }

    /** The misses, newest or oldest first. */
    public JsonNode misses() {
        return caller.get("/api/v1/sessions/" + id + "/misses").json();
    }

    /** Closes it and gives its report. */
    public JsonNode close() {
        Answered closed = caller.delete("/api/v1/sessions/" + id);
        if (closed.status() != 200) {
            throw new IllegalStateException("Not closed: " + closed);
        }
        return closed.json();
    }
}
