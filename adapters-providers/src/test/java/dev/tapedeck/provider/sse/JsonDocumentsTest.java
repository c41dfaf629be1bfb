package dev.tapedeck.provider.sse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonDocumentsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1}{\"b\":2}",
                "[{\"a\":1},\r\n{\"b\":2}]",
                "{\"a\":1}\n{\"b\":2}\n",
                "data: {\"a\":1}\r\n\r\ndata: {\"b\":2}\r\n\r\n",
                "\uFEFF \n[{\"a\":1},{\"b\":2}",
                ": hello\n\ndata: {\"a\":1}\n\ndata: {\"b\":2}\n\ndata: [DONE]\n\n",
                "data: {\"a\":1}\n\ndata: broken {\n\ndata: {\"b\":2}\n\ndata: {\"c\"",
                "{\"a\":1}\n{\"b\":2}\n{\"c\":",
            })
    void documentsAreFoundWhateverFramesThem(String body) {
        List<String> documents = JsonDocuments.in(Bytes.utf8(body)).stream()
                .map(Object::toString)
                .toList();

        assertThat(documents).containsExactly("{\"a\":1}", "{\"b\":2}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "data: ", "<html>", "{", "[[[["})
    void whereThereIsNoneNothingIsFound(String body) {
        assertThat(JsonDocuments.in(Bytes.utf8(body))).isEmpty();
        assertThat(JsonDocuments.first(Bytes.utf8(body)).isMissingNode()).isTrue();
    }

    @Test
    void whatIsTooDeepIsLeftOut() {
        String deep = "{\"a\":".repeat(1_000) + "1" + "}".repeat(1_000);

        List<?> documents = JsonDocuments.in(Bytes.utf8(deep));

        assertThat(documents).isEmpty();
    }
}
