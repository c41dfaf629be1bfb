package dev.tapedeck.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Headers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link Redactor} promises, one test per promise. */
public abstract class RedactorContract {
    private static final String MARK = "«redacted:[a-z0-9-]+:[0-9a-f]{4}»";
    private static final Optional<String> JSON = Optional.of("application/json");
    private static final Optional<String> TEXT = Optional.of("text/plain");

    /** The redactor under test: the same one during a test. */
    protected abstract Redactor redactor();

    /** A text that this redactor takes for a secret wherever it stands: letters, digits, {@code -} and {@code _}. */
    protected abstract String secret();

    /** Whether it knows secrets by the names of members and parameters. */
    protected boolean knowsSecretNames() {
        return true;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"model\":\"gpt-4o\",\"max_tokens\": 10 ,\n\t\"messages\":[{\"role\":\"user\",\"content\":\"h\\u00e9llo \\/ 1.0e+2\"}]}",
                "[1.000, -0, 1E400, true, null, \"\", {}]",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1}\n{\"b\":2}\n",
                "{\"broken\": ",
                "just text",
                "data: {\"delta\":\"hello\"}\n\ndata: [DONE]\n\n",
                "a=b&c=d%20e",
                " ",
                ""
            })
    void aBodyWithoutSecretsIsTheVeryBodyThatCame(String text) {
        // Given
        Bytes body = Bytes.utf8(text);

        // When
        Redaction<Bytes> redaction = redactor().body(body, JSON);

        // Then
        assertThat(redaction.value()).isSameAs(body);
        assertThat(redaction.findings()).isEmpty();
    }

    @Test
    void bytesThatAreNoTextStayAsTheyAre() {
        // Given
        byte[] noText = ("x" + secret() + "x").getBytes(UTF_8);
        noText[0] = (byte) 0xff;
        Bytes body = Bytes.wrap(noText);

        // When
        Redaction<Bytes> redaction = redactor().body(body, Optional.of("audio/mpeg"));

        // Then
        assertThat(redaction.value()).isSameAs(body);
        assertThat(redaction.findings()).isEmpty();
    }

    @Test
    void inJsonOnlyTheValueWithTheSecretChanges() {
        // Given
        String json = "{ \"b\" : 1.0, \"a\":[\"x\", \"use %s now\" ],\n \"c\":\"\\u00fc\"}";

        // When
        Redaction<Bytes> redaction = redactor().body(Bytes.utf8(json.formatted(secret())), JSON);

        // Then
        assertThat(redaction.value().text())
                .matches(json.replaceAll("[\\[\\]{}\\\\.]", "\\\\$0").replace("%s", MARK));
        assertThat(redaction.findings()).extracting(Finding::location).containsExactly("/a/1");
    }

    @Test
    void namesOfMembersAreKept() {
        // Given
        String json = "{\"%s\":\"harmless\"}".formatted(secret());

        // When
        Redaction<Bytes> redaction = redactor().body(Bytes.utf8(json), JSON);

        // Then
        assertThat(redaction.value().text()).isEqualTo(json);
    }

    @Test
    void secretNamedMembersKeepTheShapeOfTheirValues() {
        assumeTrue(knowsSecretNames());

        // Given
        String json =
                "{\"password\":{\"old\":\"hunter1\",\"all\":[\"hunter2\",{\"n\":12345}],\"set\":true,\"no\":null}}";

        // When
        Redaction<Bytes> redaction = redactor().body(Bytes.utf8(json), JSON);

        // Then
        assertThat(redaction.value().text())
                .matches("\\{\"password\":\\{\"old\":\"M\",\"all\":\\[\"M\",\\{\"n\":\"M\"}],\"set\":true,\"no\":null}}"
                        .replace("M", MARK));
        assertThat(redaction.findings())
                .extracting(Finding::location)
                .containsExactly("/password/old", "/password/all/0", "/password/all/1/n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"a\": \"%s\", ", "{\"a\": \"%s\"} and more", "%s", "data: {\"a\":\"%s\"}\n\n", "a\n%s\nb"})
    void whatIsNoJsonIsLookedAtAsText(String carrier) {
        // When
        Redaction<Bytes> redaction = redactor().body(Bytes.utf8(carrier.formatted(secret())), JSON);

        // Then
        assertThat(redaction.value().text()).doesNotContain(secret()).containsPattern(MARK);
        assertThat(redaction.findings()).extracting(Finding::location).containsExactly("text");
    }

    @Test
    void whatWasRedactedBeforeIsNotRedactedAgain() {
        // Given
        String json = "{\"password\":\"%s\",\"text\":\"token=%s and password: '%s'\"}"
                .formatted(secret(), secret(), secret());
        Bytes once = redactor().body(Bytes.utf8(json), JSON).value();

        // When
        Redaction<Bytes> twice = redactor().body(once, JSON);

        // Then
        assertThat(twice.value()).isSameAs(once);
        assertThat(redactor().text(once.text()).findings()).isEmpty();
    }

    @Test
    void equalSecretsStayEqualAndOthersDiffer() {
        // Given
        String other = new StringBuilder(secret()).reverse() + "";
        String text = "%s, %s".formatted(secret(), secret());

        // When
        String redacted = redactor().text(text).value();

        // Then
        List<String> marks = List.of(redacted.split(", ", -1));
        assertThat(marks).hasSize(2).allMatch(mark -> mark.matches(MARK)).containsOnly(marks.getFirst());
        assertThat(redactor().text(text).value()).isEqualTo(redacted);
        assertThat(redactor().text(other).value()).isNotEqualTo(marks.getFirst());
    }

    @Test
    void onlyHeadersWorthKeepingAreKeptInTheirOrder() {
        // Given
        Headers headers = Headers.of(
                "X-Request-Id", "req_2",
                "Authorization", "Bearer abc",
                "content-type", "application/json",
                "x-api-key", "abc",
                "Cookie", "a=b",
                "Set-Cookie", "a=b",
                "x-request-id", "req_1",
                "User-Agent", "me/1.0",
                "x-ratelimit-remaining-tokens", "149984",
                "x-goog-api-key", "abc",
                "Retry-After", "2");

        // When
        Redaction<Headers> redaction = redactor().headers(headers);

        // Then
        assertThat(redaction.value())
                .isEqualTo(Headers.of(
                        "X-Request-Id", "req_2",
                        "content-type", "application/json",
                        "x-request-id", "req_1",
                        "x-ratelimit-remaining-tokens", "149984",
                        "Retry-After", "2"));
        assertThat(redaction.findings()).isEmpty();
    }

    @Test
    void aSecretInAHeaderThatIsKeptIsReplaced() {
        // When
        Redaction<Headers> redaction = redactor().headers(Headers.of("Location", "https://a.example/" + secret()));

        // Then
        assertThat(redaction.value().first("location"))
                .hasValueSatisfying(value -> assertThat(value).matches("https://a\\.example/" + MARK));
        assertThat(redaction.findings()).extracting(Finding::location).containsExactly("header:location");
    }

    @Test
    void aQueryKeepsItsParametersAndLosesItsSecrets() {
        assumeTrue(knowsSecretNames());

        // When
        Redaction<String> redaction =
                redactor().query("alt=sse&api_key=short&flag&q=%20" + secret() + "&max_tokens=5&empty=");

        // Then
        assertThat(redaction.value()).matches("alt=sse&api_key=M&flag&q= M&max_tokens=5&empty=".replace("M", MARK));
        assertThat(redaction.findings()).extracting(Finding::location).containsExactly("query:api_key", "query:q");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "alt=sse", "a=%zz&b=%20+c&&=&d", "q=max_tokens%3D5"})
    void aQueryWithoutSecretsIsTheVeryQueryThatCame(String query) {
        // When
        Redaction<String> redaction = redactor().query(query);

        // Then
        assertThat(redaction.value()).isSameAs(query);
        assertThat(redaction.findings()).isEmpty();
    }

    @Test
    void findingsNameRuleAndPlaceAndNeverTheSecret() {
        // When
        List<Finding> findings =
                redactor().text("say " + secret() + " and " + secret()).findings();

        // Then
        assertThat(findings).hasSize(2).allSatisfy(finding -> {
            assertThat(finding.rule()).matches("[a-z0-9-]+");
            assertThat(finding.location()).isEqualTo("text");
            assertThat(finding.toString()).doesNotContain(secret());
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 900, 200_000})
    void nothingHidesInDepth(int depth) {
        // Given
        String json = "[".repeat(depth) + "\"" + secret() + "\"" + "]".repeat(depth);

        // When
        Redaction<Bytes> redaction = redactor().body(Bytes.utf8(json), JSON);

        // Then
        assertThat(redaction.value().text()).doesNotContain(secret()).containsPattern("«(redacted|withheld):");
        assertThat(redaction.findings()).hasSize(1);
    }

    @Test
    void theInputIsNeverChanged() {
        // Given
        String text = "{\"a\":\"" + secret() + "\"}";
        Bytes body = Bytes.utf8(text);

        // When
        redactor().body(body, JSON);

        // Then
        assertThat(body.text()).isEqualTo(text);
    }

    @Test
    void manyThreadsGetTheSameAnswer() throws InterruptedException {
        // Given
        Bytes body = Bytes.utf8("{\"a\":\"" + secret() + "\",\"b\":[\"text " + secret() + "\"]}");
        Redaction<Bytes> alone = redactor().body(body, TEXT);

        // When
        List<Callable<Redaction<Bytes>>> tasks = IntStream.range(0, 400)
                .<Callable<Redaction<Bytes>>>mapToObj(i -> () -> redactor().body(body, TEXT))
                .toList();
        List<Redaction<Bytes>> atOnce;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            atOnce = threads.invokeAll(tasks).stream().map(Future::resultNow).toList();
        }

        // Then
        assertThat(atOnce).containsOnly(alone);
    }
}
