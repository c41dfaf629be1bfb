package dev.tapedeck.chaos;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Spoils bytes: sometimes a little, sometimes beyond recognition. */
record Mutator(Random random) {
    private static final int MOST_CHANGES = 4;
    private static final int LONGEST_SPAN = 64;

    /** What parsers trip over. */
    private static final List<String> HOSTILE = List.of(
            "\u0000",
            "\\u0000",
            "\\ud800",
            "\uFEFF",
            "\u202E",
            "{",
            "}",
            "[",
            "]",
            "\"",
            "'",
            ":",
            ",",
            "\n",
            "\r\n\r\n",
            "\t",
            "  ",
            "- ",
            "&a ",
            "*a",
            "<<: *a",
            "!!python/object/apply:os.system [id]",
            "!!javax.script.ScriptEngineManager []",
            "!!binary ////",
            "%YAML 9.9\n---\n",
            "null",
            "true",
            "-0",
            "1e999999",
            "99999999999999999999999999",
            "0x7fffffff",
            ".nan",
            "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>",
            "<script>alert(1)</script>",
            "${jndi:ldap://localhost/a}",
            "../../../../etc/passwd",
            "%00",
            "%zz",
            "' or '1'='1",
            "[".repeat(300),
            "{\"a\":".repeat(300),
            "a".repeat(5_000));

    /** Another one of its kind; the bytes given stay as they are. */
    byte[] mutated(byte[] bytes) {
        byte[] result = bytes;
        for (int change = 1 + random.nextInt(MOST_CHANGES); change > 0; change--) {
            result = changed(result);
        }
        return result;
    }

    String mutated(String text) {
        return new String(mutated(text.getBytes(UTF_8)), UTF_8);
    }

    private byte[] changed(byte[] bytes) {
        int from = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, from + random.nextInt(LONGEST_SPAN));
        byte[] before = part(bytes, 0, from);
        byte[] span = part(bytes, from, to);
        byte[] after = part(bytes, to, bytes.length);
        return switch (random.nextInt(7)) {
            case 0 -> joined(before, hostile(), after);
            case 1 -> joined(before, hostile(), span, after);
            case 2 -> joined(before, span, span, span, after);
            case 3 -> joined(before, after);
            case 4 -> before;
            case 5 -> joined(before, noise(span.length), after);
            default -> joined(before, span, flipped(after));
        };
    }

    String oneOf(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    byte[] hostile() {
        return oneOf(HOSTILE).getBytes(UTF_8);
    }

    private byte[] noise(int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    private byte[] flipped(byte[] bytes) {
        if (bytes.length > 0) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    private static byte[] part(byte[] bytes, int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    private static byte[] joined(byte[]... parts) {
        StringBuilder all = new StringBuilder();
        for (byte[] part : parts) {
            all.append(new String(part, ISO_8859_1));
        }
        return all.toString().getBytes(ISO_8859_1);
    }
}
