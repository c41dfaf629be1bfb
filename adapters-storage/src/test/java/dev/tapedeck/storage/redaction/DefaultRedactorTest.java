package dev.tapedeck.storage.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Secret;
import dev.tapedeck.redaction.Finding;
import dev.tapedeck.redaction.Redaction;
import dev.tapedeck.redaction.Redactor;
import dev.tapedeck.redaction.RedactorContract;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DefaultRedactorTest extends RedactorContract {
    private static final String CONFIGURED = "my own/secret+\"value\"=1";
    private static final String TAIL = "Ab3dEf6hIj9kLm2nOp5qRs8tUv1wXy4z";
    private static final Optional<String> ANY = Optional.empty();

    private final KnownSecrets known = new KnownSecrets(List.of(new Secret(CONFIGURED)));
    private final Redactor redactor = new DefaultRedactor("installation".getBytes(UTF_8), known);

    @Override
    protected Redactor redactor() {
        return redactor;
    }

    @Override
    protected String secret() {
        return "sk-proj-" + TAIL;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "authorization",
                "Authorization",
                "x-api-key",
                "X-API-Key",
                "api_key",
                "apiKey",
                "APIKEY",
                "ApiKey",
                "openai_api_key",
                "OPENAI_API_KEY",
                "openAiApiKey",
                "x-goog-api-key",
                "password",
                "db.password",
                "userPassword",
                "passwd",
                "secret",
                "client_secret",
                "clientSecret",
                "CLIENT-SECRET",
                "token",
                "access_token",
                "accessToken",
                "access token",
                "refresh_token",
                "id_token",
                "private_key",
                "privateKey",
                "connection_string",
                "ConnectionString",
                "access_key",
                "aws_secret_access_key",
                "cookie",
                "set-cookie",
                "Set-Cookie",
                "proxy-authorization",
                "credentials",
                "secretKey"
            })
    void theValueOfASecretNamedMemberIsReplacedAtAnyDepth(String name) {
        // Given
        String json = "{\"a\":[{\"%s\":\"plain\",\"other\":\"stays\"}]}".formatted(name);

        // When
        Redaction<Bytes> redaction = redactor.body(Bytes.utf8(json), ANY);

        // Then
        assertThat(redaction.value().text())
                .matches("\\{\"a\":\\[\\{\"" + name
                        + "\":\"«redacted:secret-member:[0-9a-f]{4}»\",\"other\":\"stays\"}]}");
        assertThat(redaction.findings()).containsExactly(new Finding("secret-member", "/a/0/" + name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "max_tokens",
                "maxTokens",
                "max_completion_tokens",
                "tokens",
                "token usage",
                "token_usage",
                "tokenUsage",
                "prompt_tokens",
                "total_tokens",
                "tokenizer",
                "secretary",
                "next_page_token",
                "nextPageToken",
                "eos_token",
                "stop_token",
                "token_type",
                "tokenType",
                "token_count",
                "passwordless",
                "cookies_enabled",
                "author",
                "authority",
                "authorized",
                "key",
                "keys",
                "public_key",
                "cache_key",
                "prompt_cache_key",
                "keyword",
                "monkey",
                "passport",
                "secretion",
                "string",
                "signature"
            })
    void aHarmlessNameIsLeftAlone(String name) {
        // Given
        Bytes body = Bytes.utf8("{\"%s\":\"some value\",\"o\":{\"%s\":12345678}}".formatted(name, name));

        // When
        Redaction<Bytes> redaction = redactor.body(body, ANY);

        // Then
        assertThat(redaction.value()).isSameAs(body);
    }

    static Stream<String> formsOfAKnownSecret() {
        byte[] bytes = CONFIGURED.getBytes(UTF_8);
        return Stream.of(
                CONFIGURED,
                Base64.getEncoder().encodeToString(bytes),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                Base64.getEncoder().encodeToString(("u:" + CONFIGURED).getBytes(UTF_8)),
                Base64.getEncoder().encodeToString(("x" + CONFIGURED).getBytes(UTF_8)),
                URLEncoder.encode(CONFIGURED, UTF_8),
                URLEncoder.encode(CONFIGURED, UTF_8).replace("+", "%20"),
                CONFIGURED.replace("\"", "\\\""));
    }

    @ParameterizedTest
    @MethodSource("formsOfAKnownSecret")
    void aCredentialThatThisProcessHandledIsFoundInAnyForm(String form) {
        // When
        Redaction<String> redaction = redactor.text("before" + form + "after");

        // Then
        assertThat(redaction.findings()).containsExactly(new Finding("known-secret", "text"));
        assertThat(redaction.value()).startsWith("before").endsWith("after").doesNotContain(form);
        assertThat(redaction.value()).contains(redactor.text(CONFIGURED).value());
    }

    @Test
    void aCredentialIsFoundOnceItIsRemembered() {
        // Given
        String text = "say correct-horse to me";
        assertThat(redactor.text(text).findings()).isEmpty();

        // When
        known.remember("correct-horse");

        // Then
        assertThat(redactor.text(text).findings()).containsExactly(new Finding("known-secret", "text"));
    }

    @Test
    void aKnownSecretIsFoundInAJsonStringHoweverItIsEscaped() {
        // Given
        String escaped = "my own\\/secret\\u002b\\\"value\\\"=1";

        // When
        Redaction<Bytes> redaction = redactor.body(Bytes.utf8("{\"a\":\"" + escaped + "\"}"), ANY);

        // Then
        assertThat(redaction.value().text()).matches("\\{\"a\":\"«redacted:known-secret:[0-9a-f]{4}»\"}");
    }

    @Test
    void anotherInstallationMakesOtherMarks() {
        // Given
        Redactor other = new DefaultRedactor("another one".getBytes(UTF_8), new KnownSecrets(List.of()));

        // Then
        assertThat(other.text(secret()).value())
                .isNotEqualTo(redactor.text(secret()).value());
    }

    @Test
    void aSecretHasOneHashInEveryCarrier() {
        // When
        String inText = redactor.text(secret()).value();
        String inMember = redactor.body(Bytes.utf8("{\"api_key\":\"" + secret() + "\"}"), ANY)
                .value()
                .text();
        String inQuery = redactor.query("key=" + secret()).value();

        // Then
        String hash = inText.substring(inText.length() - 5);
        assertThat(List.of(inMember, inQuery))
                .allSatisfy(redacted -> assertThat(redacted).contains(hash));
    }

    @Test
    void theTokensOfALanguageModelAreNoSecrets() {
        // Given
        Bytes body = Bytes.utf8("""
                {"choices":[{"logprobs":{"content":[{"token":"Hello","logprob":-0.1,
                "top_logprobs":[{"token":"information","bytes":[72]}]}]}}],"usage":{"total_tokens":3}}""");

        // When
        Redaction<Bytes> redaction = redactor.body(body, ANY);

        // Then
        assertThat(redaction.value()).isSameAs(body);
    }

    @Test
    void theSchemaOfASecretParameterIsNoSecretButItsValuesAre() {
        // Given
        String schema =
                "{\"properties\":{\"password\":{\"type\":[\"string\",\"null\"],\"description\":\"the user's\",\"default\":\"%s\"}}}";

        // When
        Redaction<Bytes> redaction = redactor.body(Bytes.utf8(schema.formatted("hunter2")), ANY);

        // Then
        assertThat(redaction.value().text().replaceAll("«[^»]*»", "%s")).isEqualTo(schema);
        assertThat(redaction.findings()).containsExactly(new Finding("secret-member", "/properties/password/default"));
    }

    @Test
    void membersThatStandTwiceAreBothReplaced() {
        // When
        Redaction<Bytes> redaction = redactor.body(Bytes.utf8("{\"secret\":\"one\",\"secret\":\"two\"}"), ANY);

        // Then
        assertThat(redaction.value().text()).doesNotContain("one", "two");
        assertThat(redaction.findings()).hasSize(2);
    }

    @Test
    void eachLineOfJsonLinesIsLookedAtAsJson() {
        // When
        Redaction<Bytes> redaction =
                redactor.body(Bytes.utf8("{\"a\":1}\n{\"pin\":{\"password\":[1234]}}\n{\"b\":2}\n"), ANY);

        // Then
        assertThat(redaction.value().text())
                .matches("\\{\"a\":1}\n\\{\"pin\":\\{\"password\":\\[\"«[^»]*»\"]}}\n\\{\"b\":2}\n");
    }

    @Test
    void aSecretFarIntoALongBodyIsCutOutExactly() {
        // Given
        String filler = "{\"text\":\"größe \\n 😀\"},".repeat(50_000);
        String json = "[%s{\"password\":\"x\"},%s{\"end\":\"%s\"}]";

        // When
        Redaction<Bytes> redaction = redactor.body(Bytes.utf8(json.formatted(filler, filler, secret())), ANY);

        // Then
        assertThat(redaction.value().text().replaceAll("«[^»]*»", "M"))
                .isEqualTo(json.formatted(filler, filler, "M").replace("\"x\"", "\"M\""));
    }

    @Test
    void aFormIsReadAsParameters() {
        // When
        Redaction<Bytes> redaction = redactor.body(
                Bytes.utf8("grant_type=client&client%5Fsecret=letters"),
                Optional.of("application/x-www-form-urlencoded; charset=utf-8"));

        // Then
        assertThat(redaction.value().text())
                .matches("grant_type=client&client%5Fsecret=«redacted:secret-parameter:[0-9a-f]{4}»");
    }

    @Test
    void aBodyThatAsksForTooMuchWorkIsWithheld() {
        // Given
        Bytes hostile = Bytes.utf8("-----BEGIN ".repeat(100_000));

        // When
        Redaction<Bytes> redaction = redactor.body(hostile, ANY);

        // Then
        assertThat(redaction.value().text()).matches("«withheld: [a-z ]+»");
        assertThat(redaction.findings()).containsExactly(new Finding("withheld", "text"));
    }

    @Test
    void aBodyWithTooManySecretsIsWithheld() {
        // Given
        Bytes hostile = Bytes.utf8("[" + "{\"token\":\"a\"},".repeat(10_001) + "0]");

        // When
        Redaction<Bytes> redaction = redactor.body(hostile, ANY);

        // Then
        assertThat(redaction.value().text()).isEqualTo("«withheld: more than 10,000 secrets»");
    }
}
