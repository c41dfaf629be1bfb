package dev.tapedeck.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTextsTest {
    private static RequestTexts read(String body) {
        return RequestTexts.of(Bytes.utf8(body));
    }

    /** As OpenAI counted them: "Sushi" is 2 tokens, and the request 9. */
    @Test
    void theTextsOfAConversationAreReadAndItsFramingIsCounted() {
        RequestTexts texts = read("{\"max_tokens\":7,\"messages\":["
                + "{\"content\":\"Be \\\"brief\\\".\",\"role\":\"system\"},{\"content\":\"Sushi\",\"role\":\"user\"}],"
                + "\"metadata\":{\"for\":\"me\"},\"model\":\"gpt-4o-mini\",\"stop\":[\"x\"],\"user\":\"u\"}");

        assertThat(texts.texts()).containsExactly("Be \"brief\".", "Sushi");
        assertThat(texts.framing()).isEqualTo(2 * 4 + 3);
        assertThat(texts.plain()).isTrue();
        assertThat(read("{\"messages\":[{\"content\":\"Sushi\",\"role\":\"user\"}]}")
                        .framing())
                .isEqualTo(7);
    }

    @Test
    void eachDialectsTextsAreRead() {
        assertThat(
                        read("{\"instructions\":\"a\",\"input\":[{\"content\":[{\"text\":\"b\",\"type\":\"input_text\"}],\"role\":\"user\"}]}")
                                .texts())
                .containsExactly("a", "b");
        assertThat(
                        read("{\"contents\":[{\"parts\":[{\"text\":\"b\"}],\"role\":\"user\"}],\"systemInstruction\":{\"parts\":[{\"text\":\"a\"}]}}")
                                .texts())
                .containsExactly("b", "a");
        assertThat(read("{\"messages\":[{\"content\":\"b\",\"role\":\"user\"}],\"system\":\"a\"}")
                        .framing())
                .isEqualTo(2 * 4 + 3);
    }

    @Test
    void anEmbeddingIsItsInputAndNothingElse() {
        RequestTexts texts = read("{\"input\":\"a\",\"model\":\"text-embedding-3-small\"}");

        assertThat(texts.texts()).containsExactly("a");
        assertThat(texts.framing()).isZero();
        assertThat(texts.plain()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"messages\":[{\"content\":\"a\",\"role\":\"user\"}],\"tools\":[{\"function\":{\"name\":\"look\"}}]}",
                "{\"messages\":[{\"content\":\"a\",\"role\":\"user\"}],\"response_format\":{\"type\":\"json_object\"}}",
                "{\"messages\":[{\"content\":[{\"image_url\":{\"url\":\"data:\"},\"type\":\"image_url\"}],\"role\":\"user\"}]}"
            })
    void whatIsMoreThanTextCountsTooButOnlyAsAnEstimate(String body) {
        assertThat(read(body).plain()).isFalse();
        assertThat(read(body).texts()).containsAnyElementsOf(List.of("look", "json_object", "data:"));
    }
}
