package dev.tapedeck.cassette;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.exchange.ProviderRequest;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartKeysTest {
    private static final String FORM = """
            --BOUNDARY
            Content-Disposition: form-data; name="purpose"

            batch
            --BOUNDARY
            Content-Disposition: form-data; name="file"; filename="a.jsonl"
            Content-Type: application/octet-stream

            {"a":1}
            {"b":2}

            --BOUNDARY--
            """.replace("\n", "\r\n");

    private final RequestKeys keys = new RequestKeys(KeyRecipe.DEFAULT);

    private RequestKey key(String contentType, String body) {
        return keys.keyOf(new ProviderRequest(
                new ProviderName("openai"),
                Dialect.OPENAI,
                "POST",
                "/v1/files",
                Optional.empty(),
                Headers.of("content-type", contentType),
                Bytes.wrap(body.getBytes(ISO_8859_1))));
    }

    /** The form with another boundary, as it came from another client. */
    private RequestKey form(String boundary, String body) {
        return key("multipart/form-data; boundary=" + boundary, body.replace("BOUNDARY", boundary));
    }

    @Test
    void theBoundaryDoesNotCount() {
        // When
        RequestKey key = form("----WebKitFormBoundaryA1", FORM);

        // Then
        assertThat(key)
                .isEqualTo(form("x", FORM))
                .isEqualTo(key("Multipart/Form-Data ;  Boundary=\"=_ b\" ", FORM.replace("BOUNDARY", "=_ b")));
    }

    @Test
    void theOrderAndCaseOfHeaderNamesDoesNotCount() {
        // Given
        String disposition = "Content-Disposition: form-data; name=\"file\"; filename=\"a.jsonl\"";
        String type = "Content-Type: application/octet-stream";
        String other = FORM.replace(disposition, "content-type:application/octet-stream ")
                .replace(type, disposition.toUpperCase(Locale.ROOT).substring(0, 20) + disposition.substring(20));

        // When
        RequestKey key = form("b", other);

        // Then
        assertThat(other).isNotEqualTo(FORM);
        assertThat(key).isEqualTo(form("b", FORM));
    }

    @Test
    void paddingBehindABoundaryAndAMissingLastLineEndDoNotCount() {
        // Given
        String other = FORM.replaceFirst("BOUNDARY\r\n", "BOUNDARY \t\r\n").stripTrailing();

        // When
        RequestKey key = form("b", other);

        // Then
        assertThat(key).isEqualTo(form("b", FORM));
    }

    @Test
    void everythingElseCounts() {
        // Given
        RequestKey key = form("b", FORM);

        // When
        RequestKey content = form("b", FORM.replace("{\"b\":2}", "{\"b\":3}"));
        RequestKey space = form("b", FORM.replace("{\"b\":2}", "{\"b\":2} "));
        RequestKey lineEnd = form("b", FORM.replace("{\"b\":2}\r\n", "{\"b\":2}"));
        RequestKey fileName = form("b", FORM.replace("a.jsonl", "b.jsonl"));
        RequestKey onePart = form("b", FORM.substring(FORM.indexOf("--BOUNDARY", 1)));
        RequestKey parameter = key("multipart/form-data; boundary=b; charset=utf-8", FORM.replace("BOUNDARY", "b"));
        RequestKey subtype = key("multipart/mixed; boundary=b", FORM.replace("BOUNDARY", "b"));

        // Then
        assertThat(key).isNotIn(content, space, lineEnd, fileName, onePart, parameter, subtype);
    }

    @Test
    void binaryContentStaysApart() {
        // When
        RequestKey key = form("b", FORM.replace("{\"a\":1}", "\u00ff\u0000\r\n--B"));

        // Then
        assertThat(key)
                .isEqualTo(form("c", FORM.replace("{\"a\":1}", "\u00ff\u0000\r\n--B")))
                .isNotEqualTo(form("b", FORM.replace("{\"a\":1}", "\u00fe\u0000\r\n--B")));
    }

    @Test
    void anEmptyPartIsAPart() {
        // Given
        String empty = "--BOUNDARY\r\n\r\n\r\n--BOUNDARY--";

        // When
        RequestKey key = form("b", empty);

        // Then
        assertThat(key).isEqualTo(form("c", empty)).isNotEqualTo(form("b", "--BOUNDARY--"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--BOUNDARY\r\n\r\nno end",
                "--BOUNDARY\r\n\r\nno end\r\n--BOUNDARY\r\n",
                "--BOUNDARY\r\nno-colon\r\n\r\nx\r\n--BOUNDARY--",
                "--BOUNDARY\r\na: b\r\n folded\r\n\r\nx\r\n--BOUNDARY--",
                "--BOUNDARY\r\na: no empty line\r\n--BOUNDARY--",
                "--BOUNDARY\n\nx\n--BOUNDARY--",
                "preamble\r\n--BOUNDARY\r\n\r\nx\r\n--BOUNDARY--",
                "--BOUNDARY\r\n\r\nx\r\n--BOUNDARY--\r\nepilogue",
                "--BOUNDARYx\r\n\r\nx\r\n--BOUNDARY--",
                "nothing of the kind"
            })
    void whatIsNotWholeCountsAsBytes(String body) {
        // When
        RequestKey key = form("b", body);

        // Then
        assertThat(key).isEqualTo(form("b", body)).isNotEqualTo(form("c", body)).isNotEqualTo(form("b", body + " "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "multipart/form-data; boundary=\"b",
                "multipart/form-data; boundary=b; ???",
                "multipart/form-data; other=b"
            })
    void aBodyWhoseBoundaryIsUnknownCountsAsBytes(String contentType) {
        // When
        RequestKey key = key(contentType, FORM.replace("BOUNDARY", "b"));

        // Then
        assertThat(key).isNotEqualTo(form("b", FORM)).isNotEqualTo(key(contentType, FORM.replace("BOUNDARY", "c")));
    }

    @Test
    @Timeout(10)
    void aLargeBodyThatAlmostEndsManyTimesTakesNoLongTime() {
        // Given
        String body = "--BOUNDARY\r\n\r\n" + "\r\n--BOUNDAR".repeat(1_000_000) + "\r\n--BOUNDARY--";

        // When
        RequestKey key = form("b".repeat(70), body);

        // Then
        assertThat(key).isEqualTo(form("c".repeat(70), body));
    }
}
