package dev.tapedeck.chaos;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A request that nobody should send.
 *
 * @param wire all of it, as it goes over the wire
 * @param complete whether it keeps what it announces; a server may wait for the rest of one that doesn't
 */
record HostileRequest(byte[] wire, boolean complete) {
    private static final List<String> METHODS = List.of(
            "GET",
            "POST",
            "POST",
            "POST",
            "PUT",
            "PATCH",
            "DELETE",
            "HEAD",
            "OPTIONS",
            "TRACE",
            "BREW",
            "post",
            "G\tT",
            "M".repeat(300));
    private static final List<String> PATHS = List.of(
            "/llm/openai/v1/chat/completions",
            "/llm/anthropic/v1/messages",
            "/llm/gemini/v1beta/models/gemini-2.0-flash:generateContent",
            "/llm/real/anything?key=AIzaSyA-not-a-key&b=%20",
            "/llm/simulator/v1/chat/completions",
            "/llm/simulator/v1/messages",
            "/llm/nobody/v1/x",
            "/llm",
            "/llm/",
            "/session/00000000-0000-0000-0000-000000000000/llm/openai/v1/x",
            "/api/v1/sessions",
            "/api/v1/sessions/00000000-0000-0000-0000-000000000000",
            "/api/v1/sessions/nobody/misses?limit=3",
            "/api/v1/cassettes?limit=10&after=a",
            "/api/v1/cassettes",
            "/api/v1/cassettes/tape",
            "/api/v1/cassettes/tape/rename",
            "/api/v1/cassettes/tape/rewind",
            "/api/v1/cassettes/tape/explain",
            "/api/v1/cassettes/tape/interactions?limit=2&after=1",
            "/api/v1/cassettes/tape/interactions/1",
            "/api/v1/cassettes/tape/interactions/1/raw/response",
            "/api/v1/cassettes/tape/interactions/1/curl",
            "/api/v1/providers",
            "/api/v1/providers/openai/test",
            "/api/v1/stats",
            "/recordings?after=a",
            "/recordings/tape",
            "/recordings/tape/1",
            "/misses",
            "/sessions",
            "/q/openapi",
            "/q/health",
            "/assets/app.css",
            "*",
            "http://169.254.169.254/latest/meta-data");
    private static final List<String> BODIES = List.of(
            "{\"model\":\"gpt-4o-mini\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hällo\"}]}",
            "{\"model\":\"claude\",\"max_tokens\":5,\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\"}]}]}",
            "{\"cassette\":\"tape\",\"mode\":\"auto\",\"onExhausted\":\"fail\",\"speed\":\"instant\",\"fresh\":false}",
            "{\"name\":\"other\",\"keyRecipe\":{\"version\":1,\"ignore\":[\"/user\"],\"replace\":[{\"pattern\":\"[0-9]+\",\"with\":\"n\"}],\"headers\":[]}}",
            "{\"name\":\"renamed\"}",
            "{\"provider\":\"openai\",\"method\":\"POST\",\"path\":\"/v1/chat/completions\",\"query\":\"a=b\",\"headers\":{},\"body\":\"e30=\"}",
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nx\r\n--b--\r\n",
            "");
    private static final List<String> HEADERS = List.of(
            "Tapedeck-Cassette: tape",
            "Tapedeck-Mode: record",
            "Tapedeck-Mode: replay",
            "Tapedeck-Mode: auto",
            "Tapedeck-Mode: fallback",
            "Tapedeck-Mode: off",
            "Tapedeck-Lane: lane-1",
            "Tapedeck-Session: 00000000-0000-0000-0000-000000000000",
            "Tapedeck-Run: 1",
            "Tapedeck-Retry: never",
            "Tapedeck-Simulate: status=banana;latency=;cut-after=-1",
            "Content-Type: application/json",
            "Content-Type: application/json; charset=utf-17",
            "Content-Type: multipart/form-data; boundary=b",
            "Content-Type: text/event-stream",
            "Content-Type: ;;;",
            "Content-Encoding: gzip",
            "Accept: application/xml",
            "Accept: */*;q=x",
            "Authorization: Bearer sk-not-a-key",
            "If-Match: \"1\"",
            "If-Match: *, W/",
            "Idempotency-Key: k",
            "Cookie: a=b; a",
            "Range: bytes=9-1",
            "X-Forwarded-Host: evil.example",
            "Host: evil.example",
            "Upgrade: websocket",
            "Transfer-Encoding: gzip",
            "No colon at all",
            ": no name",
            "X-Long: " + "x".repeat(70_000),
            " folded: into the line before");
    private static final int MOST_HEADERS = 5;

    static HostileRequest next(Random random) {
        Mutator mutator = new Mutator(random);
        String path = sometimes(random, mutator, mutator.oneOf(PATHS)).replaceAll("[\r\n ]", "+");
        byte[] body = mutator.oneOf(BODIES).getBytes(UTF_8);
        byte[] sent = random.nextInt(3) == 0 ? body : mutator.mutated(body);
        StringBuilder head = new StringBuilder("%s %s %s\r\n"
                .formatted(mutator.oneOf(METHODS), path, random.nextInt(20) == 0 ? "HTTP/7.7" : "HTTP/1.1"));
        head.append("Host: 127.0.0.1\r\n");
        for (int header = random.nextInt(MOST_HEADERS); header > 0; header--) {
            head.append(sometimes(random, mutator, mutator.oneOf(HEADERS))).append("\r\n");
        }
        return framed(random, head.append("Connection: close\r\n").toString(), sent);
    }

    private static String sometimes(Random random, Mutator mutator, String text) {
        return random.nextInt(3) == 0 ? mutator.mutated(text) : text;
    }

    private static HostileRequest framed(Random random, String head, byte[] body) {
        boolean announcesAnyway =
                head.toLowerCase(Locale.ROOT).matches("(?s).*(content-length|transfer-encoding|upgrade|expect).*");
        return switch (random.nextInt(12)) {
            case 0 -> of(head + "Content-Length: -5\r\n\r\n", body, true);
            case 1 -> of(head + "Content-Length: 5\r\nContent-Length: 6\r\n\r\n", body, false);
            case 2 -> of(head + "Content-Length: %d\r\n\r\n".formatted(body.length + 10), body, false);
            case 3 -> of(head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n", body, false);
            case 4 ->
                of(
                        head + "Transfer-Encoding: chunked\r\n\r\n%x\r\n".formatted(body.length),
                        (new String(body, ISO_8859_1) + "\r\n0\r\n\r\n").getBytes(ISO_8859_1),
                        body.length > 0 && !announcesAnyway);
            default -> of(head + "Content-Length: %d\r\n\r\n".formatted(body.length), body, !announcesAnyway);
        };
    }

    private static HostileRequest of(String head, byte[] body, boolean complete) {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        wire.writeBytes(head.getBytes(UTF_8));
        wire.writeBytes(body);
        // a line break too many within the head makes another request of the rest, which may be incomplete
        boolean oneHead = !head.substring(0, head.length() - 4).contains("\r\n\r\n");
        return new HostileRequest(wire.toByteArray(), complete && oneHead);
    }

    @Override
    public String toString() {
        String text = new String(wire, UTF_8);
        return text.length() <= 600 ? text : text.substring(0, 600) + "… (%d bytes)".formatted(wire.length);
    }
}
