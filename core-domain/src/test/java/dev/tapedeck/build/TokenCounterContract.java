package dev.tapedeck.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.build.TokenCounter.Count;
import dev.tapedeck.exchange.Dialect;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link TokenCounter} promises. */
public abstract class TokenCounterContract {
    private static final List<String> TEXTS = List.of(
            "Given this person's background, describe their work style in 2-3 sentences.",
            "Größe: 5 µm, naïve façade",
            "日本語のテキスト",
            "🦜🦜🦜 fly",
            "<|endoftext|> and <|im_start|>system",
            "{\"a\":[1,2,3],\"b\":null}",
            "half of a bird \uD83E",
            "\u0000\u0001\t\r\n",
            " ".repeat(5_000),
            "a".repeat(200_000));

    protected abstract TokenCounter counter();

    /** Models of all sorts, of which nothing need be known. */
    protected abstract List<String> models();

    @Test
    void noTextIsNoToken() {
        for (Dialect dialect : Dialect.values()) {
            for (String model : models()) {
                assertThat(counter().count(dialect, model, "").tokens()).isZero();
            }
        }
    }

    @Test
    void anyTextIsCountedAndNoTokenIsLessThanAByte() {
        for (Dialect dialect : Dialect.values()) {
            for (String model : models()) {
                for (String text : TEXTS) {
                    assertThat(counter().count(dialect, model, text).tokens())
                            .isBetween(1L, (long) text.getBytes(UTF_8).length);
                }
            }
        }
    }

    @Test
    void theSameTextIsTheSameCount() {
        for (String model : models()) {
            Count first = counter().count(Dialect.OPENAI, model, TEXTS.getFirst());

            Count second = counter().count(Dialect.OPENAI, model, TEXTS.getFirst());

            assertThat(second).isEqualTo(first);
        }
    }

    @Test
    void ofAModelThatNobodyKnowsTheCountIsAnEstimate() {
        assertThat(counter()
                        .count(Dialect.GENERIC, "no-such-model", "Hi there.")
                        .estimated())
                .isTrue();
    }
}
