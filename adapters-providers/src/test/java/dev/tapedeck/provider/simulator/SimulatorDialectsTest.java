package dev.tapedeck.provider.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SimulatorDialectsTest {
    @ParameterizedTest
    @CsvSource({
        "/v1/messages, ANTHROPIC",
        "/messages, ANTHROPIC",
        "/v1/messages/count_tokens, ANTHROPIC",
        "/v1/chat/completions, OPENAI",
        "/responses, OPENAI",
        "/v1/models, OPENAI",
        "/v1/threads/t1/messages, OPENAI",
        "/, OPENAI",
        "//, OPENAI",
    })
    void thePathTellsTheDialect(String path, Dialect expected) {
        Dialect dialect = SimulatorDialects.of(path, Headers.NONE);

        assertThat(dialect).isEqualTo(expected);
    }

    @Test
    void anAnthropicVersionTellsItWhereThePathDoesNot() {
        Dialect dialect = SimulatorDialects.of("/v1/models", Headers.of("Anthropic-Version", "2023-06-01"));

        assertThat(dialect).isEqualTo(Dialect.ANTHROPIC);
    }
}
