package dev.tapedeck.storage.document;

import static dev.tapedeck.cassette.Examples.ending;
import static dev.tapedeck.cassette.Examples.key;
import static dev.tapedeck.cassette.Examples.response;
import static dev.tapedeck.cassette.Examples.stream;
import static dev.tapedeck.cassette.Examples.ticket;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tapedeck.cassette.Examples;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentReaderTest {
    private static final Interaction FIRST =
            new Interaction(1, ticket("hello"), ending(response("{\n  \"answer\": 42\n}")));
    private static final Interaction SECOND = new Interaction(2, ticket("again"), ending(stream("data: 1\n\n")));
    private static final Interaction THIRD = new Interaction(3, ticket("more"), ending(Examples.timeout()));
    private static final String DOCUMENT = Documents.text(FIRST, SECOND, THIRD);

    private static String refusal(String document) {
        return refusal(document.getBytes(UTF_8));
    }

    private static String refusal(byte[] document) {
        FailedCall failed = catchThrowableOfType(FailedCall.class, () -> Documents.read(document));
        assertThat(failed).as("refusal").isNotNull();
        assertThat(failed.failure()).isInstanceOf(Failure.Unreadable.class);
        return failed.failure().message();
    }

    private static String changed(String from, String to) {
        assertThat(DOCUMENT).contains(from);
        return DOCUMENT.replaceFirst(java.util.regex.Pattern.quote(from), java.util.regex.Matcher.quoteReplacement(to));
    }

    @Test
    void aDocumentIsReadAsItWasWritten() {
        // When
        Documents.Read read = Documents.read(DOCUMENT);

        // Then
        assertThat(read.head().name()).isEqualTo(Documents.CHECKOUT);
        assertThat(read.head().version()).isEqualTo(DocumentVersion.CURRENT);
        assertThat(read.interactions()).containsExactly(FIRST, SECOND, THIRD);
    }

    @Test
    void theRefusalOfAMisspeltMemberNamesFileLineAndMember() {
        // When
        String message = refusal(changed("\"durationMs\": 812", "\"duration\": 812"));

        // Then
        assertThat(message)
                .isEqualTo("checkout.json, line 19, column 7, /interactions/0/duration: no such member is known here:"
                        + " there are number, lane, key, provider, dialect, recordedAt, durationMs, attempts, request,"
                        + " outcome. Correct it there, or restore the file from version control or a backup.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "tapedeck-cassette"        | "har"                      | /format: the format is not tapedeck-cassette. To bring in recordings of another tool
                    "version": 1,              | "version": 2,              | /version: version 2 is not known here, only [1]. Read it with the version of Tapedeck that wrote it
                    "version": 1,              | "version": "1",            | /version: must be a whole number
                    "version": 1,              | "version": 1.0,            | /version: must be a whole number
                    "version": 1,              | "version": 99999999999999999999, | /version: must be below 2^63
                    "name": "checkout",        | ``                         | /name: the member is missing
                    "checkout"                 | "../checkout"              | /name: '../checkout' is no cassette name
                    "ignore": []               | "ignore": {}               | /keyRecipe/ignore: must be an array
                    "ignore": []               | "ignore": ["user"]         | /keyRecipe: The key recipe is wrong: /ignore/0 is no JSON pointer
                    "replace": []              | "replace": [{"pattern":"(","with":""}] | /keyRecipe: The key recipe is wrong: /replace/0 has no regular expression
                    "interactions": [          | "interaction": [           | /interaction: no such member is known here
                    "number": 1,               | "number": 0,               | /interactions/0/number: A number is at least 1
                    "number": 1,               | "number": 1.5,             | /interactions/0/number: must be a whole number
                    "number": 1,               | "number": 4294967297,      | /interactions/0/number: must be below 2^31
                    "number": 1,               | "number": 2,               | /interactions/1/number: 2 can't follow 2: numbers ascend, each once
                    "number": 1,               | "number": 1, "number": 1,  | /interactions/0/number: the member stands there twice
                    "lane": "main"             | "lane": "a/b"              | /interactions/0/lane: 'a/b' is no lane
                    "lane": "main"             | "lane": null               | /interactions/0/lane: must be a string
                    "key": "sha256:            | "key": "sha1:              | /interactions/0/key: a key is sha256: and 64 lower-case hex digits
                    "provider": "openai"       | "provider": ""             | /interactions/0/provider: '' is no provider id
                    "dialect": "openai"        | "dialect": "OpenAI"        | /interactions/0/dialect: must be openai, anthropic, gemini or generic
                    2026-11-21T12:00:00Z       | 2026-11-21T12:00:00+01:00  | /interactions/0/recordedAt: must be a time in UTC
                    2026-11-21T12:00:00Z       | 2026-13-21T12:00:00Z       | /interactions/0/recordedAt: must be a time in UTC
                    "durationMs": 812          | "durationMs": -1           | /interactions/0/durationMs: Milliseconds are at least 0
                    "attempts": 1,             | "attempts": true,          | /interactions/0/attempts: must be a whole number
                    "method": "POST"           | "method": "PO ST"          | /interactions/0/request/method: An HTTP method is a word
                    "/v1/chat/completions"     | "v1/chat/completions"      | /interactions/0/request/path: A path begins with '/'
                    "content-type": "application/json" | "content-type": 1  | /interactions/0/request/headers/content-type: must be a string
                    "content-type": "application/json" | "content-type": ["a"] | /interactions/0/request/headers/content-type: an array is for two values or more
                    "content-type": "application/json" | "a": "1", "A": "2" | /interactions/0/request/headers/A: the header stands there twice
                    "content-type": "application/json" | "": "1"            | /interactions/0/request/headers/: The name of a header has 1 to 256 characters
                    "headers": {                       | "findings": [], "headers": { | /interactions/0/request/findings: leave it out if there are none
                    "role": "user"             | "role": 1, "role": 2       | /interactions/0/request/body/json: can't stand here as JSON: an object has a member twice; it must stand as text
                    "json": {                  | "text": "", "json": {      | /interactions/0/request/body: must hold exactly one of json, text and base64
                    "style": "two-space",      | "style": "tab",            | /interactions/0/outcome/body/style: must be two-space
                    "kind": "response"         | "kind": "answer"           | /interactions/0/outcome/kind: must be response, stream, error or incomplete
                    "kind": "response"         | "kind": "incomplete"       | /interactions/0/outcome/status: an outcome of kind incomplete has no such member
                    "kind": "response"         | "kind": "stream"           | /interactions/0/outcome/body: an outcome of kind stream has no such member
                    "status": 200,             | "status": 99,              | /interactions/0/outcome/status: An HTTP status is 100 to 999
                    "status": 200,             | ``                         | /interactions/0/outcome/status: the member is missing
                    "afterMs": 5,              | "afterMs": -5,             | /interactions/1/outcome/chunks/0/afterMs: Milliseconds are at least 0
                    "text": "data: 1           | "json": "data: 1           | /interactions/1/outcome/chunks/0/json: no such member is known here
                    "text": "data: 1\\n\\n"    | "text": "\\ud800"          | /interactions/1/outcome/chunks/0/text: has half a surrogate pair
                    "text": "data: 1\\n\\n"    | "base64": "YQ"             | /interactions/1/outcome/chunks/0/base64: is no base64 with all its padding
                    "text": "data: 1\\n\\n"    | "base64": "YR=="           | /interactions/1/outcome/chunks/0/base64: is no base64 with all its padding
                    "text": "data: 1\\n\\n"    | "base64": "Y Q="           | /interactions/1/outcome/chunks/0/base64: is no base64
                    "end": "end"               | "end": "error"             | /interactions/1/outcome/error: a stream has an error exactly if its end is error
                    "end": "end"               | "end": "over"              | /interactions/1/outcome/end: must be end, error or aborted
                    "retryable": true          | "retryable": "yes"         | /interactions/2/outcome/error/retryable: must be true or false
                    """)
    void whatIsNotKnownIsRefusedWithItsPlace(String from, String to, String refusal) {
        assertThat(refusal(changed(from, to)))
                .startsWith("checkout.json, line ")
                .contains(", column ", ", " + refusal);
    }

    @Test
    void jsonOfAnotherKindIsRefused() {
        assertThat(refusal("[]")).contains("line 1, column 1, /: must be an object");
        assertThat(refusal("{\"log\":{\"version\":\"1.2\"}}")).contains("/log: no such member is known here");
        assertThat(refusal("{}")).contains("/interactions: the member is missing");
    }

    @Test
    void jsonNestedTooDeepInABodyIsRefused() {
        // Given
        String deep = "[".repeat(201) + "]".repeat(201);

        // When, Then
        assertThat(refusal(changed("\"content\": \"hello\"", "\"content\": " + deep)))
                .contains("/interactions/0/request/body/json: can't stand here as JSON: nested deeper than 200");
        assertThat(refusal(changed("\"content\": \"hello\"", "\"content\": " + "[".repeat(100_000))))
                .contains("/interactions/0/request/body/json");
        assertThat(refusal("[".repeat(100_000))).contains("must be an object");
        assertThat(refusal(changed("\"number\": 1", "\"x\": " + "{\"a\":".repeat(100_000))))
                .contains("/interactions/0/x: no such member");
    }

    @Test
    void numbersAndNamesBeyondTheLimitsAreRefused() {
        assertThat(refusal(changed("\"content\": \"hello\"", "\"content\": " + "1".repeat(2_000))))
                .contains("longer or deeper than anything that Tapedeck writes");
        assertThat(refusal(changed("\"content\": \"hello\"", "\"" + "n".repeat(100_000) + "\": 1")))
                .contains("longer or deeper than anything that Tapedeck writes");
    }

    @Test
    void aMessageNeverHoldsMuchOfTheDocument() {
        // Given
        String long64 = "x".repeat(100_000);

        // When, Then
        for (String document : List.of(
                changed("\"lane\": \"main\"", "\"lane\": \"" + long64 + "\""),
                changed("\"key\": \"sha256:", "\"key\": \"" + long64),
                changed("\"lane\": \"main\"", "\"" + "n".repeat(900) + "\": \"main\""),
                changed("\"checkout\"", "\"\\u0000" + long64 + "\""))) {
            assertThat(refusal(document)).hasSizeLessThan(700).doesNotContain("\u0000");
        }
    }

    @Test
    void membersMayStandInAnyOrder() {
        // Given
        String outcome =
                "\"outcome\":{\"body\":{\"json\":{\"a\":1},\"style\":\"two-space\"},\"headers\":{},\"status\":200,\"kind\":\"response\"}";
        String request = "\"request\":{\"headers\":{},\"path\":\"/\",\"method\":\"GET\"}";
        String document =
                "{\"interactions\":[{%s,%s,\"recordedAt\":\"2026-11-21T12:00:00Z\",\"provider\":\"p\",\"number\":1,\"lane\":\"main\",\"key\":\"%s\",\"durationMs\":0,\"dialect\":\"generic\",\"attempts\":1}],\"keyRecipe\":{\"version\":1,\"replace\":[],\"ignore\":[],\"headers\":[]},\"name\":\"sorted\",\"version\":1,\"format\":\"tapedeck-cassette\"}"
                        .formatted(outcome, request, key(1));

        // When
        Documents.Read read = Documents.read(document);

        // Then
        assertThat(read.head().name().value()).isEqualTo("sorted");
        assertThat(read.interactions().getFirst().outcome())
                .isEqualTo(new dev.tapedeck.cassette.Outcome.Response(
                        200, dev.tapedeck.exchange.Headers.NONE, Bytes.utf8("{\n  \"a\": 1\n}")));
    }

    @Test
    void carriageReturnsBetweenMembersDoNotMatter() {
        assertThat(Documents.read(DOCUMENT.replace("\n", "\r\n")).interactions())
                .containsExactly(FIRST, SECOND, THIRD);
    }

    @Test
    void whatFollowsTheDocumentIsRefused() {
        assertThat(refusal(DOCUMENT + "{}")).contains("something follows the document");
        assertThat(refusal(DOCUMENT + "x")).contains("this is no JSON");
    }

    @Test
    void aByteOrderMarkIsRefused() {
        assertThat(refusal("\ufeff" + DOCUMENT)).contains("line 1, column 1");
    }

    @Test
    void bytesThatAreNoUtf8AreRefusedWhereTheyStand() {
        // Given
        byte[] latin1 = changed("hello", "h\u00e9llo").getBytes(ISO_8859_1);

        // When, Then
        assertThat(refusal(latin1)).contains("line 33, ").contains("this is no UTF-8");
    }

    @Test
    void aFailingDiskIsNoFaultOfTheDocument() {
        // Given
        DocumentSource source = new DocumentSource("checkout.json", () -> new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("I/O error");
            }
        });

        // When, Then
        assertThat(catchThrowableOfType(IOException.class, () -> DocumentReader.open(source)))
                .hasMessage("I/O error");
    }
}
