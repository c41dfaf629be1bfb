package dev.tapedeck.cassette;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Provenance;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.json.JsonDifference;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestKeysTest {
    private static final Headers JSON = Examples.JSON;
    private static final Headers TEXT = Headers.of("content-type", "text/plain");
    private static final Headers NONE = Headers.of();

    private final RequestKeys keys = new RequestKeys(KeyRecipe.DEFAULT);

    private static ProviderRequest request(
            Dialect dialect, String method, String path, Optional<String> query, Headers headers, String body) {
        return new ProviderRequest(new ProviderName("p"), dialect, method, path, query, headers, Bytes.utf8(body));
    }

    private static ProviderRequest post(Headers headers, String body) {
        return request(Dialect.OPENAI, "POST", "/v1/chat/completions", Optional.empty(), headers, body);
    }

    private RequestKey key(Headers headers, String body) {
        return keys.keyOf(post(headers, body));
    }

    private RequestKey keyOfQuery(String query) {
        return keys.keyOf(request(Dialect.OPENAI, "GET", "/v1/files", Optional.of(query), NONE, ""));
    }

    /** Keys stand on tapes for ever: this one must never change. */
    @Test
    void isTheDigestOfTheCanonicalRequest() throws NoSuchAlgorithmException {
        // Given
        String canonical = "tapedeck-key 1\n1dialect 6\nopenaimethod 4\nPOSTpath 20\n/v1/chat/completions"
                + "query 7\na=1&b=2json 22\n{\"a\":\"é\",\"b\":[1,2.5]}";
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(UTF_8));

        // When
        RequestKey key = keys.keyOf(request(
                Dialect.OPENAI,
                "POST",
                "/v1/chat/completions",
                Optional.of("b=2&key=secret&a=1"),
                JSON,
                " { \"b\" : [1.0, 25e-1], \"a\" : \"\\u00e9\" } "));

        // Then
        assertThat(key)
                .isEqualTo(RequestKey.ofDigest(digest))
                .hasToString("sha256:e255307f1b3fb64275f3cdb7295b3fb0d6a72a3c05ed05ddb20231360da0f263");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"model\":\"m\",\"n\":1,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}",
                "{\"messages\":[{\"content\":\"Hi\",\"role\":\"user\"}],\"n\":1.0,\"model\":\"m\"}",
                "{\n  \"n\": 10e-1,\n  \"model\": \"\\u006d\",\n  \"messages\": [ {\"role\":\"user\", \"content\":\"H\\u0069\"} ]\n}\n",
            })
    void isTheSameHoweverTheJsonIsWritten(String body) {
        // When
        RequestKey key = key(JSON, body);

        // Then
        assertThat(key)
                .isEqualTo(
                        key(JSON, "{\"messages\":[{\"content\":\"Hi\",\"role\":\"user\"}],\"model\":\"m\",\"n\":1}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"content\":\" Hi\"}",
                "{\"content\":\"Hi \"}",
                "{\"content\":\"hi\"}",
                "{\"content\":\"Hi\\n\"}",
                "{\"content\":[\"Hi\"]}",
                "{\"content\":\"Hi\",\"x\":null}",
                "{\"Content\":\"Hi\"}",
                "[{\"content\":\"Hi\"}]",
                "{\"content\":\"H\u0456\"}",
                "\"Hi\"",
                "{}"
            })
    void differsWithEveryCharacterOfTheContent(String body) {
        // When
        RequestKey key = key(JSON, body);

        // Then
        assertThat(key).isNotEqualTo(key(JSON, "{\"content\":\"Hi\"}"));
    }

    @Test
    void differsWithDialectMethodPathAndQuery() {
        // Given
        Stream<ProviderRequest> requests = Stream.of(
                request(Dialect.OPENAI, "POST", "/v1/a", Optional.empty(), JSON, "{}"),
                request(Dialect.GENERIC, "POST", "/v1/a", Optional.empty(), JSON, "{}"),
                request(Dialect.OPENAI, "PUT", "/v1/a", Optional.empty(), JSON, "{}"),
                request(Dialect.OPENAI, "POST", "/v1/A", Optional.empty(), JSON, "{}"),
                request(Dialect.OPENAI, "POST", "/v1/a/", Optional.empty(), JSON, "{}"),
                request(Dialect.OPENAI, "POST", "/v1/a", Optional.of("b"), JSON, "{}"),
                request(Dialect.OPENAI, "POST", "/v1/a", Optional.of("b=1"), JSON, "{}"),
                request(Dialect.OPENAI, "POST", "/v1/a", Optional.of("b=2"), JSON, "{}"),
                request(Dialect.OPENAI, "POST", "/v1/a?b=2", Optional.empty(), JSON, "{}"));

        // When
        Set<RequestKey> different = requests.map(keys::keyOf).collect(Collectors.toSet());

        // Then
        assertThat(different).hasSize(9);
    }

    @Test
    void isTheSameUnderAnotherProviderNameAndWithOtherHeaders() {
        // Given
        ProviderRequest one = Examples.post(Bytes.utf8("{\"a\":1}"));
        ProviderRequest other = new ProviderRequest(
                new ProviderName("another"),
                one.dialect(),
                one.method(),
                one.path(),
                one.query(),
                Headers.of(
                        "authorization",
                        "Bearer x",
                        "Content-Type",
                        "application/json; charset=utf-8",
                        "user-agent",
                        "u"),
                one.body());

        // When
        RequestKey key = keys.keyOf(other);

        // Then
        assertThat(key).isEqualTo(keys.keyOf(one));
    }

    @ParameterizedTest
    @CsvSource({
        "b=2&a=1, a=1&b=2",
        "a=1&key=s, a=1",
        "key=s, ''",
        "api_key=s&api-key=s&apikey=s&API_KEY=s&apiKey=s, ''",
        "access_token=s&token=s&sig=s&signature=s, ''",
        "X-Amz-Signature=s&X-Amz-Credential=s&X-Amz-Security-Token=s, ''",
        "a=1&%6bey=s, a=1",
        "a=1&key, a=1",
    })
    void ignoresSecretsInTheQueryAndTheOrderOfItsNames(String query, String same) {
        // When
        RequestKey key = keyOfQuery(query);

        // Then
        assertThat(key).isEqualTo(keyOfQuery(same));
    }

    @ParameterizedTest
    @CsvSource({
        "tag=a&tag=b, tag=b&tag=a",
        "page_token=a, page_token=b",
        "after=a, after=b",
        "keys=a, keys=b",
        "max_tokens=1, max_tokens=2",
        "a=%zz, a=1",
        "%zz=1, %zz=2",
    })
    void countsEveryOtherParameter(String query, String other) {
        // When
        RequestKey key = keyOfQuery(query);

        // Then
        assertThat(key).isNotEqualTo(keyOfQuery(other));
    }

    @Test
    void takesAnEmptyQueryForNone() {
        // When
        RequestKey key = keyOfQuery("");

        // Then
        assertThat(key).isEqualTo(keys.keyOf(request(Dialect.OPENAI, "GET", "/v1/files", Optional.empty(), NONE, "")));
    }

    @Test
    void takesABodyForJsonIfItSaysSoOrSaysNothing() {
        // When
        RequestKey declared = key(JSON, "{\"a\":1}");
        RequestKey suffixed = key(Headers.of("content-type", "Application/Vnd.Api+JSON"), "{ \"a\":1 }");
        RequestKey undeclared = key(NONE, "{\"a\": 1}");
        RequestKey text = key(TEXT, "{\"a\":1}");

        // Then
        assertThat(suffixed).isEqualTo(declared);
        assertThat(undeclared).isEqualTo(declared);
        assertThat(text).isNotEqualTo(declared).isNotEqualTo(key(TEXT, "{\"a\": 1}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"b\":1,\"a\":2,\"b\":1}",
                "{\"b\":1,\"a\":1e400}",
                "{\"b\":1,\"a\":\"\\ud800\"}",
                "{\"b\":1,\"a\":2",
                "{\"b\":1}{\"a\":2}",
                "not json"
            })
    void keysWhatIsNoJsonByItsBytes(String body) {
        // When
        RequestKey key = key(JSON, body);

        // Then
        assertThat(key)
                .isEqualTo(key(JSON, body))
                .isNotEqualTo(key(JSON, body + " "))
                .isNotEqualTo(key(TEXT, body))
                .isNotEqualTo(key(NONE, body));
    }

    @Test
    void keysBytesByContentTypeAndContent() {
        // Given
        ProviderRequest audio = Examples.post(Bytes.wrap(new byte[] {(byte) 0xff, 0, 1}));
        ProviderRequest other = Examples.post(Bytes.wrap(new byte[] {(byte) 0xff, 0, 2}));

        // When
        RequestKey key = keys.keyOf(audio);

        // Then
        assertThat(key).isNotEqualTo(keys.keyOf(other));
        assertThat(key(TEXT, "a")).isNotEqualTo(key(Headers.of("content-type", "text/html"), "a"));
    }

    @Test
    void takesNoAccountOfTheContentTypeOfAnEmptyBody() {
        // When
        RequestKey key = key(JSON, "");

        // Then
        assertThat(key).isEqualTo(key(NONE, "")).isNotEqualTo(key(JSON, "\"\"")).isNotEqualTo(key(TEXT, " "));
    }

    @Test
    void keepsFieldsApart() {
        // Given
        RequestKeys withHeaders = new RequestKeys(new KeyRecipe(1, List.of(), List.of(), List.of("a", "b")));
        Stream<ProviderRequest> requests = Stream.of(
                post(Headers.of("a", "1", "b", "2"), ""),
                post(Headers.of("a", "1", "a", "2"), ""),
                post(Headers.of("b", "1", "b", "2"), ""),
                post(Headers.of("a", "12"), ""),
                post(Headers.of("a", "1value 1\n2"), ""),
                post(Headers.of("a", ""), ""),
                post(Headers.of("a", "", "a", ""), ""),
                post(NONE, ""),
                post(TEXT, "json 2\n{}"),
                post(NONE, "bytes 0\n"));

        // When
        Set<RequestKey> different = requests.map(withHeaders::keyOf).collect(Collectors.toSet());

        // Then
        assertThat(different).hasSize(10);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Timeout(10)
    void refusesJsonThatIsNestedTooDeepAndNamesThePlace(boolean declared) {
        // Given
        String body = "{\"a\":" + "[".repeat(10_000_000);

        // When, Then
        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(() -> key(declared ? JSON : NONE, body))
                .satisfies(failed -> {
                    assertThat(failed.provenance()).isEqualTo(Provenance.REJECTED);
                    assertThat(failed.failure().code()).isEqualTo("tapedeck_invalid_json");
                    assertThat(failed.failure().message()).contains("deeper than 200 levels", "at byte 204");
                });
    }

    @Test
    void showsWhereBodiesDifferInWhatCounts() {
        // Given
        RequestKeys recipe = new RequestKeys(
                new KeyRecipe(1, List.of("/user"), List.of(new KeyRecipe.Replacement("[0-9]+", "<n>")), List.of()));

        // When
        JsonDifference difference = recipe.difference(
                        Bytes.utf8("{\"user\":\"a\",\"t\":\"x 1\",\"u\":\"x 1\"}"),
                        Bytes.utf8("{\"user\":\"b\",\"t\":\"x 2\",\"u\":\"y 2\"}"),
                        5)
                .orElseThrow();

        // Then
        assertThat(difference.places())
                .extracting(JsonDifference.Place::sentence)
                .containsExactly("/u is \"x <n>\" in the recording, \"y <n>\" in the request");
    }

    @Test
    void isTheSameFromManyThreadsAtOnce() throws InterruptedException {
        // Given
        RequestKey expected = keys.keyOf(Examples.chat("hello"));
        List<Callable<RequestKey>> tasks = Stream.generate(
                        () -> (Callable<RequestKey>) () -> keys.keyOf(Examples.chat("hello")))
                .limit(2_000)
                .toList();

        // When
        List<RequestKey> made;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            made = threads.invokeAll(tasks).stream().map(Future::resultNow).toList();
        }

        // Then
        assertThat(made).hasSize(2_000).containsOnly(expected);
    }
}
