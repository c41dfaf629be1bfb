package dev.tapedeck.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.pipeline.Endpoint;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerLimitTest {
    private static OptionalLong limit(Dialect dialect, Endpoint endpoint, String body) {
        return AnswerLimit.of(
                endpoint,
                new ProviderRequest(
                        new ProviderName("real"),
                        dialect,
                        "POST",
                        "/",
                        Optional.empty(),
                        Headers.NONE,
                        Bytes.utf8(body)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        OPENAI    | CHAT      | {"max_tokens":7}                                                      | 7
        OPENAI    | CHAT      | {"max_completion_tokens":7,"n":3}                                     | 21
        OPENAI    | CHAT      | {"a":{"max_tokens":1,"n":9},"max_tokens":7,"messages":[{"n":5}]}      | 7
        OPENAI    | CHAT      | {"max_completion_tokens":9,"max_tokens":7}                            | 9
        OPENAI    | CHAT      | {"max_tokens":7,"n":0}                                                | 7
        OPENAI    | RESPONSES | {"max_output_tokens":7,"n":3}                                         | 7
        ANTHROPIC | CHAT      | {"max_tokens":7,"n":3}                                                | 7
        GEMINI    | CHAT      | {"contents":[],"generationConfig":{"candidateCount":2,"maxOutputTokens":7}} | 14
        GEMINI    | CHAT      | {"generationConfig":{"maxOutputTokens":"7","candidate_count":2}}      | 14
        GENERIC   | CHAT      | {"max_tokens":7,"n":2}                                                | 14
        """)
    void aRequestLimitsAllItsAnswersTogether(Dialect dialect, Endpoint endpoint, String body, long expected) {
        assertThat(limit(dialect, endpoint, body)).hasValue(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        OPENAI    | CHAT      | {"n":3}
        OPENAI    | CHAT      | {"maxOutputTokens":7}
        OPENAI    | CHAT      | {"max_output_tokens":7}
        OPENAI    | CHAT      | {"max_tokens":null}
        OPENAI    | CHAT      | {"max_tokens":-1}
        OPENAI    | CHAT      | {"max_tokens":0}
        OPENAI    | CHAT      | {"max_tokens":123456789012345678901234567890}
        OPENAI    | CHAT      | {"max_tokens":1000000,"n":1000000}
        OPENAI    | CHAT      | {"max_tokens":[7]}
        OPENAI    | RESPONSES | {"max_tokens":7}
        ANTHROPIC | CHAT      | {"max_tokens":null}
        GEMINI    | CHAT      | {"maxOutputTokens":7}
        GEMINI    | CHAT      | {"max_tokens":7,"generationConfig":{"candidateCount":2}}
        """)
    void whatLimitsNothingIsNoLimit(Dialect dialect, Endpoint endpoint, String body) {
        assertThat(limit(dialect, endpoint, body)).isEmpty();
    }

    @Test
    void embeddingsHaveNoAnswersThatArePaidFor() {
        assertThat(limit(Dialect.OPENAI, Endpoint.EMBEDDINGS, "{\"input\":\"x\"}"))
                .hasValue(0);
    }
}
