package dev.tapedeck.storage.document;

import static dev.tapedeck.cassette.Examples.ending;
import static dev.tapedeck.cassette.Examples.post;
import static dev.tapedeck.cassette.Examples.ticket;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.cassette.Examples;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.Outcome;
import dev.tapedeck.exchange.Bytes;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A body stands in the most readable form that gives its very bytes back. */
class BodyFormsTest {
    private static String document(Bytes body) {
        return Documents.text(interaction(body));
    }

    private static Interaction interaction(Bytes body) {
        return new Interaction(1, ticket(post(body)), ending(new Outcome.Response(200, Examples.JSON, body)));
    }

    private static void comesBack(Bytes body) {
        Interaction interaction = interaction(body);
        assertThat(Documents.read(document(body)).interactions()).containsExactly(interaction);
        assertThat(InteractionJson.interaction("journal", InteractionJson.of(interaction)))
                .isEqualTo(interaction);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "0",
                "-0",
                "1.0",
                "1e400",
                "1E+5",
                "123456789012345678901234567890.000",
                "true",
                "null",
                "\"text\"",
                "{\"b\":1,\"a\":[{},[],\"\"]}",
                "{\"\":0,\"é\":\"€😀\u2028\u2029\u007f\"}",
                "{\"a\":\"\\u0000\\u001f\\b\\t\\n\\f\\r\\\"\\\\/\"}",
                "{\"half\":\"\\ud83d\"}"
            })
    void compactJsonStandsAsJson(String json) {
        // When
        String document = document(Bytes.utf8(json));

        // Then
        assertThat(document).contains("\"json\": ").doesNotContain("\"style\"", "\"text\": ", "\"base64\": ");
        comesBack(Bytes.utf8(json));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\n  \"a\": 1\n}", "[\n  []\n]", "{\n  \"a\": {},\n  \"b\": [\n    -0.0\n  ]\n}"})
    void indentedJsonStandsAsJsonWithItsStyle(String json) {
        // When
        String document = document(Bytes.utf8(json));

        // Then
        assertThat(document).contains("\"style\": \"two-space\"").doesNotContain("\"text\": ");
        comesBack(Bytes.utf8(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": 1}",
                "{\"a\":1}\n",
                " {\"a\":1}",
                "{\n    \"a\": 1\n}",
                "{\r\n  \"a\": 1\r\n}",
                "{\n  \"a\":1\n}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"a\":\"\\/\"}",
                "{\"a\":\"\\u00e9\"}",
                "{\"a\":\"\\u001F\"}",
                "{\"half\":\"\\uD83D\"}",
                "{\"a\":1",
                "01",
                "NaN",
                "{'a':1}",
                "plain\ttext\u0000with\u0007all\u001fsorts\u2028of\r\nlines",
                "\ufeff{}",
                "//comment"
            })
    void whatWouldNotComeBackAsJsonStandsAsText(String text) {
        // When
        String document = document(Bytes.utf8(text));

        // Then
        assertThat(document).contains("\"text\": ").doesNotContain("\"json\": ", "\"base64\": ");
        comesBack(Bytes.utf8(text));
    }

    @Test
    void jsonBeyondTheLimitsStandsAsText() {
        for (String json :
                new String[] {"[".repeat(201) + "]".repeat(201), "{\"" + "n".repeat(5_000) + "\":1}", "9".repeat(1_001)
                }) {
            assertThat(document(Bytes.utf8(json))).contains("\"text\": ").doesNotContain("\"json\": ");
            comesBack(Bytes.utf8(json));
        }
    }

    @Test
    void jsonAtTheLimitOfDepthStandsAsJson() {
        // Given
        String json = "[".repeat(200) + "]".repeat(200);

        // When
        String document = document(Bytes.utf8(json));

        // Then
        assertThat(document).contains("\"json\": ");
        comesBack(Bytes.utf8(json));
    }

    @Test
    void whatIsNoUtf8StandsAsBase64() {
        for (byte[] bytes : new byte[][] {
            {(byte) 0xFF},
            {(byte) 0xC0, (byte) 0x80},
            {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
            {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
            "{\"a\":\"caf\u00e9\"}".getBytes(ISO_8859_1)
        }) {
            assertThat(document(Bytes.wrap(bytes))).contains("\"base64\": ").doesNotContain("\"json\": ");
            comesBack(Bytes.wrap(bytes));
        }
    }

    @Test
    void everySingleByteComesBack() {
        for (int value = 0; value < 256; value++) {
            comesBack(Bytes.wrap(new byte[] {(byte) value}));
        }
    }

    @Test
    void bigBodiesComeBack() {
        // Given
        byte[] noise = new byte[3 << 20];
        new Random(1).nextBytes(noise);
        byte[] text = "a line of text, \"quoted\"\n".repeat(150_000).getBytes(UTF_8);
        String json = "[" + "{\"n\":1.50,\"s\":\"é\"},".repeat(100_000) + "0]";

        // When, Then
        comesBack(Bytes.wrap(noise));
        comesBack(Bytes.wrap(text));
        comesBack(Bytes.utf8(json));
    }

    @Test
    void aSmallValueIsLaidOutLikeALargeOne() {
        // When
        String document = document(Bytes.utf8("[1,{\"a\":2}]"));

        // Then
        String indented = Arrays.stream(new String[] {"[", "  1,", "  {", "    \"a\": 2", "  }", "]"})
                .reduce((all, line) -> all + "\n          " + line)
                .orElseThrow();
        assertThat(document).contains("\"json\": " + indented + "\n        }");
    }
}
