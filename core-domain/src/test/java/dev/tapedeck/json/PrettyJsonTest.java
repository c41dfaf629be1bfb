package dev.tapedeck.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrettyJsonTest {
    private static Optional<String> pretty(String json) {
        return PrettyJson.of(json.getBytes(UTF_8));
    }

    @Test
    void indentsByTwoSpacesAndKeepsTheOrder() {
        // When
        Optional<String> pretty = pretty("{\"b\":[1,{\"z\":null,\"a\":\"x\\ny\"},[]],\"a\":{},\"e\":[[true]]}");

        // Then
        assertThat(pretty).contains("""
                        {
                          "b": [
                            1,
                            {
                              "z": null,
                              "a": "x\\ny"
                            },
                            []
                          ],
                          "a": {},
                          "e": [
                            [
                              true
                            ]
                          ]
                        }""");
    }

    @Test
    void leavesNumbersAsTheyAreWritten() {
        // When
        Optional<String> pretty = pretty("[1.0,1E5,-0,4.50,12345678901234567890,1e400]");

        // Then
        assertThat(pretty).contains("[\n  1.0,\n  1E5,\n  -0,\n  4.50,\n  12345678901234567890,\n  1e400\n]");
    }

    @Test
    void showsCharactersInsteadOfEscapesWhereItCan() {
        // When
        Optional<String> pretty = pretty("\"\\u00e9 \\ud83d\\ude00 \\/ \\ud800 \\u0007\"");

        // Then
        assertThat(pretty).contains("\"é 😀 / \\ud800 \\u0007\"");
    }

    @Test
    void showsMembersTwiceThatAreThereTwice() {
        // When
        Optional<String> pretty = pretty("{\"a\":1,\"a\":2}");

        // Then
        assertThat(pretty).contains("{\n  \"a\": 1,\n  \"a\": 2\n}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "hello", "{} {}", "{\"a\":1}\n{\"a\":2}"})
    void isEmptyForWhatIsNoDocument(String json) {
        // When
        Optional<String> pretty = pretty(json);

        // Then
        assertThat(pretty).isEmpty();
    }

    @Test
    void isEmptyWhereIndentationWouldMakeItEndless() {
        // Given
        String deep = "[".repeat(201) + "]".repeat(201);
        String wide = "[".repeat(199) + "1,".repeat(400_000) + "1" + "]".repeat(199);

        // When
        Optional<String> tooDeep = pretty(deep);
        Optional<String> tooLong = pretty(wide);

        // Then
        assertThat(tooDeep).isEmpty();
        assertThat(tooLong).isEmpty();
    }
}
