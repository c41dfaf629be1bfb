package dev.tapedeck.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

/** The one request and the one answer of all benchmarks: the sizes are those of a short chat. */
final class Payload {
    private static final int REQUEST_BYTES = 554;
    private static final int ANSWER_BYTES = 1_552;
    private static final String REQUEST =
            "{\"model\":\"gpt-4o-mini\",\"temperature\":0,\"messages\":[{\"role\":\"user\",\"content\":\"%08d %s\"}]}";
    private static final String ANSWER =
            "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"%s\"}}]}";

    private Payload() {}

    /** The body of the request with that number: always the same length. */
    static String request(int number) {
        int frame = REQUEST.formatted(number, "").length();
        return REQUEST.formatted(number, "x".repeat(REQUEST_BYTES - frame));
    }

    static byte[] answer() {
        int frame = ANSWER.formatted("").length();
        return ANSWER.formatted("y".repeat(ANSWER_BYTES - frame)).getBytes(UTF_8);
    }

    /** The whole request as it goes over the wire. */
    static byte[] wireRequest(int port, String path, int number) {
        return "POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(path, port, REQUEST_BYTES, request(number))
                .getBytes(US_ASCII);
    }
}
