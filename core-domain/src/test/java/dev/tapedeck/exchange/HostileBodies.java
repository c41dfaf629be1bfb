package dev.tapedeck.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Bodies that nobody should send, for those who must stand them. */
public final class HostileBodies {
    private static final List<String> MISFITS =
            List.of("null", "1e999", "[]", "{}", "\"x\"", "true", "[[[]]]", "{\"type\":7}", "-0.5", "[null,3]");

    private HostileBodies() {}

    public static Stream<Bytes> all() {
        return Stream.of(
                        "",
                        " ",
                        "null",
                        "7",
                        "\"text\"",
                        "[]",
                        "{}",
                        "{\"",
                        "data:",
                        "data: {\n\ndata: [\n\n",
                        "data: [DONE]\n\n",
                        "\uFEFF{}",
                        "\r\n\r\n\r",
                        ": comment only",
                        "[".repeat(200_000),
                        "{\"a\":".repeat(200_000),
                        "data: " + "[".repeat(100_000) + "\n\n",
                        "data: " + "{\"output\":[".repeat(900) + "\n\n",
                        "{\"usage\":{\"input_tokens\":-5,\"prompt_tokens\":1e300}}",
                        "{\"choices\":{\"delta\":[]},\"candidates\":7,\"content\":[[]]}")
                .map(Bytes::utf8);
    }

    /** The body cut off, with a wrong byte, or with the value of some member replaced by one of another kind. */
    public static Bytes damaged(Bytes body, Random random) {
        if (body.isEmpty()) {
            return body;
        }
        byte[] bytes = body.array().clone();
        return switch (random.nextInt(4)) {
            case 0 -> Bytes.wrap(Arrays.copyOf(bytes, random.nextInt(bytes.length)));
            case 1 -> {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                yield Bytes.wrap(bytes);
            }
            default -> Bytes.utf8(misfitted(new String(bytes, UTF_8), random));
        };
    }

    /** The text with the value of some member replaced by one of another kind: the old one goes to a member beside it. */
    private static String misfitted(String json, Random random) {
        int colon = json.indexOf("\":", random.nextInt(json.length()));
        String misfit = MISFITS.get(random.nextInt(MISFITS.size()));
        return colon < 0 ? json : json.substring(0, colon) + "\":" + misfit + ",\"-\":" + json.substring(colon + 2);
    }
}
