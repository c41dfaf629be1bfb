package dev.tapedeck.provider.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.build.TokenCounter;
import dev.tapedeck.build.TokenCounter.Count;
import dev.tapedeck.build.TokenCounterContract;
import dev.tapedeck.exchange.Dialect;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JtokkitTokenCounterTest extends TokenCounterContract {
    private static final TokenCounter COUNTER = new JtokkitTokenCounter();

    /** Nine tokens in cl100k_base and eight in o200k_base, as OpenAI's cookbook counts them with tiktoken. */
    private static final String HAPPY_BIRTHDAY = "お誕生日おめでとう";

    private static final String ENGLISH = """
            Given this person's background, describe their work style in 2-3 sentences. Say how they plan their days, with
            whom they like to work, and what would make them leave. Be kind, but don't flatter.
            """;

    @Override
    protected TokenCounter counter() {
        return COUNTER;
    }

    @Override
    protected List<String> models() {
        return List.of("gpt-4o-mini", "gpt-4", "claude-haiku-4-5", "gemini-2.5-flash", "no-such-model", "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gpt-4o",
                "gpt-4o-mini",
                "gpt-4o-2024-08-06",
                "chatgpt-4o-latest",
                "gpt-4.1-nano",
                "gpt-5",
                "gpt-5-mini",
                "gpt-5.1",
                "gpt-6-luna",
                "o1",
                "o3-mini",
                "o4-mini-2025-04-16",
                "ft:gpt-4o-mini-2024-07-18:us::abc"
            })
    void newModelsAreCountedInO200k(String model) {
        assertThat(COUNTER.count(Dialect.OPENAI, model, HAPPY_BIRTHDAY)).isEqualTo(new Count(8, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gpt-4",
                "gpt-4-turbo-2024-04-09",
                "gpt-3.5-turbo",
                "gpt-35-turbo",
                "text-embedding-3-small",
                "text-embedding-ada-002"
            })
    void oldModelsAndEmbeddingsAreCountedInCl100k(String model) {
        assertThat(COUNTER.count(Dialect.OPENAI, model, HAPPY_BIRTHDAY)).isEqualTo(new Count(9, false));
    }

    @ParameterizedTest
    @CsvSource({
        "ANTHROPIC,claude-haiku-4-5",
        "GEMINI,gemini-2.5-flash",
        "GENERIC,gpt-4o",
        "OPENAI,llama-3.3-70b",
        "OPENAI,gpt-45",
        "OPENAI,o",
        "OPENAI,o10"
    })
    void allOthersAreEstimatedRatherTooHigh(Dialect dialect, String model) {
        long counted = COUNTER.count(Dialect.OPENAI, "gpt-4o", ENGLISH).tokens();

        Count estimate = COUNTER.count(dialect, model, ENGLISH);

        assertThat(estimate.estimated()).isTrue();
        assertThat(estimate.tokens()).isBetween(counted, 2 * counted);
    }

    @Test
    void wordsThatMeanSomethingToATokenizerAreCountedAsText() {
        Count count = COUNTER.count(Dialect.OPENAI, "gpt-4o", "<|endoftext|>");

        assertThat(count.tokens()).isGreaterThan(1);
    }
}
