package dev.tapedeck.web.dashboard;

import static io.restassured.RestAssured.given;

import io.restassured.http.Header;
import io.restassured.response.Response;

/** A program whose calls to the simulator go over one cassette. */
record Program(String cassette, String mode) {
    static Program recording(String cassette) {
        return new Program(cassette, "record");
    }

    Program replaying() {
        return new Program(cassette, "replay");
    }

    /** Asks for a chat completion. */
    Response asks(String words) {
        return sends(chat(words, false));
    }

    Response asks(String words, Header header) {
        return sends(chat(words, false), header);
    }

    Response asksForAStream(String words, Header... headers) {
        return sends(chat(words, true), headers);
    }

    private static String chat(String words, boolean stream) {
        return """
                {"model":"gpt-test","stream":%s,"messages":[{"role":"user","content":%s}],"user":"u-1"}""".formatted(stream, '"' + words.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
    }

    Response sends(String json, Header... headers) {
        var request = given().header("content-type", "application/json")
                .header("Tapedeck-Cassette", cassette)
                .header("Tapedeck-Mode", mode);
        for (Header header : headers) {
            request.header(header);
        }
        return request.body(json).post("/llm/simulator/v1/chat/completions");
    }
}
