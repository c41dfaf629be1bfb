package dev.tapedeck.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonScanTest {
    private static Optional<String> model(String json) {
        return JsonScan.topLevelText(json.getBytes(UTF_8), "model");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"model\":\"gpt-é\"}",
                "{\"messages\":[{\"model\":\"no\"}],\"meta\":{\"model\":\"no\"},\"s\":\"model\",\"n\":1,\"model\":\"gpt-\\u00e9\"}",
                " {\"model\" : \"gpt-é\", \"rest\": broken",
                "{\"model\":\"gpt-é\",\"model\":\"second\"}"
            })
    void findsTheFirstMemberOfThatNameAtTheTop(String json) {
        // When
        Optional<String> model = model(json);

        // Then
        assertThat(model).contains("gpt-é");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "\"model\"",
                "[\"model\",\"x\"]",
                "{\"model\":5}",
                "{\"model\":null}",
                "{\"model\":{\"model\":\"x\"}}",
                "{\"a\":{\"model\":\"x\"}}",
                "{\"a\":[{\"model\":\"x\"}",
                "{\"a\":oops,\"model\":\"x\"}",
                "{\"model\":\"open",
                "model=x",
                "\ufeff{\"model\":\"x\"}"
            })
    void findsNothingWhereThereIsNoSuchText(String json) {
        // When
        Optional<String> model = model(json);

        // Then
        assertThat(model).isEmpty();
    }

    @Test
    void doesNotFollowEndlessNesting() {
        // Given
        String json = "{\"a\":" + "[".repeat(10_000_000);

        // When
        Optional<String> model = model(json);

        // Then
        assertThat(model).isEmpty();
    }
}
