package dev.tapedeck.storage.document;

import static dev.tapedeck.cassette.Examples.ending;
import static dev.tapedeck.cassette.Examples.response;
import static dev.tapedeck.cassette.Examples.stream;
import static dev.tapedeck.cassette.Examples.ticket;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tapedeck.cassette.Examples;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.KeyRecipe;
import dev.tapedeck.exchange.FailedCall;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentSchemaTest {
    private static final String DOCUMENT = Documents.text(
            new Interaction(1, ticket("hello"), ending(response("{\n  \"answer\": 42\n}"))),
            new Interaction(2, ticket("again"), ending(stream("data: 1\n\n"))),
            new Interaction(3, ticket("more"), ending(Examples.timeout())));

    private static List<String> violations(String document) {
        return DocumentSchema.violations(document.getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33})
    void everyDocumentThatIsWrittenKeepsTheSchema(long seed) {
        // Given
        List<Interaction> interactions = new RandomInteractions(seed).interactions(200);
        KeyRecipe recipe = new KeyRecipe(
                1,
                List.of("", "/user", "/messages/*/name"),
                List.of(new KeyRecipe.Replacement("\\d+", "<n>")),
                List.of("anthropic-beta"));

        // When
        byte[] document = Documents.bytes(Documents.CHECKOUT, recipe, interactions);

        // Then
        assertThat(DocumentSchema.violations(document)).isEmpty();
    }

    @Test
    void theExampleKeepsTheSchema() {
        assertThat(violations(DOCUMENT)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "tapedeck-cassette"        | "har"
                    "version": 1,              | "version": 2,
                    "name": "checkout",        | ``
                    "checkout"                 | "../checkout"
                    "ignore": []               | "ignore": ["user"]
                    "interactions": [          | "interaction": [
                    "number": 1,               | "number": 0,
                    "number": 1,               | "number": 1.5,
                    "number": 1,               | "number": 4294967297,
                    "lane": "main"             | "lane": "a/b"
                    "lane": "main"             | "lane": null
                    "lane": "main"             | "lanes": "main"
                    "key": "sha256:            | "key": "sha1:
                    "provider": "openai"       | "provider": ""
                    "dialect": "openai"        | "dialect": "OpenAI"
                    2026-11-21T12:00:00Z       | 2026-11-21T12:00:00+01:00
                    "durationMs": 812          | "durationMs": -1
                    "attempts": 1,             | "attempts": true,
                    "method": "POST"           | "method": "PO ST"
                    "/v1/chat/completions"     | "v1/chat/completions"
                    "content-type": "application/json" | "content-type": 1
                    "content-type": "application/json" | "content-type": ["a"]
                    "content-type": "application/json" | "": "1"
                    "headers": {                       | "findings": [], "headers": {
                    "json": {                  | "text": "", "json": {
                    "style": "two-space",      | "style": "tab",
                    "kind": "response"         | "kind": "answer"
                    "kind": "response"         | "kind": "incomplete"
                    "kind": "response"         | "kind": "stream"
                    "status": 200,             | "status": 99,
                    "status": 200,             | ``
                    "afterMs": 5,              | "afterMs": -5,
                    "text": "data: 1           | "json": "data: 1
                    "text": "data: 1\\n\\n"    | "base64": "Y Q="
                    "end": "end"               | "end": "error"
                    "end": "end"               | "end": "over"
                    "retryable": true          | "retryable": "yes"
                    """)
    void whatTheReaderRefusesTheSchemaRefusesToo(String from, String to) {
        // Given
        String document = DOCUMENT.replace(from, to);

        // When, Then
        assertThat(document).isNotEqualTo(DOCUMENT);
        assertThatThrownBy(() -> Documents.read(document)).isInstanceOf(FailedCall.class);
        assertThat(violations(document)).isNotEmpty();
    }
}
