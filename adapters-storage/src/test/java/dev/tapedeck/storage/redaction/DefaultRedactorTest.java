package dev.tapedeck.storage.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Headers;
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
import org.junit.jupiter.params.provider.Arguments;
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

    /** Each shape: the rule that finds it and a secret, put together here so that no scanner takes it for a real one. */
    static Stream<Arguments> shapes() {
        return Stream.of(
                shape("anthropic-key", "sk-" + "ant-api03-" + TAIL + "_-" + TAIL + "AA"),
                shape("openai-key", "sk-" + "proj-" + TAIL + "_" + TAIL),
                shape("openai-key", "sk-" + "svcacct-" + TAIL),
                shape("openai-key", "sk-" + TAIL + "T3BlbkFJ" + TAIL),
                shape("openai-key", "sk-" + "0123456789abcdef0123456789abcdef"),
                shape("api-key", "sk-" + "or-v1-" + TAIL),
                shape("groq-key", "gsk" + "_" + TAIL + TAIL),
                shape("google-key", "AIza" + "SyD-" + TAIL + "abc"),
                shape("xai-key", "xai" + "-" + TAIL + TAIL),
                shape("hugging-face-token", "hf" + "_" + TAIL + "ab"),
                shape("perplexity-key", "pplx" + "-" + TAIL),
                shape("replicate-token", "r8" + "_" + TAIL),
                shape("github-token", "ghp" + "_" + TAIL + "abcd"),
                shape("github-token", "gho" + "_" + TAIL + "abcd"),
                shape("github-token", "github" + "_pat_" + TAIL + "_" + TAIL),
                shape("gitlab-token", "glpat" + "-" + TAIL),
                shape("npm-token", "npm" + "_" + TAIL + "abcd"),
                shape("slack-token", "xoxb" + "-1234567890-1234567890-" + TAIL),
                shape("aws-key-id", "AKIA" + "IOSFODNN7EXAMPLE"),
                shape("aws-key-id", "ASIA" + "IOSFODNN7EXAMPLE"),
                shape("google-token", "ya29" + ".a0" + TAIL),
                shape("google-secret", "GOCSPX" + "-" + TAIL),
                shape("stripe-key", "sk" + "_live_" + TAIL),
                shape("stripe-key", "rk" + "_test_" + TAIL),
                shape("stripe-key", "whsec" + "_" + TAIL),
                shape("sendgrid-key", "SG" + "." + TAIL + "." + TAIL),
                shape("jwt", "eyJ" + "hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0." + TAIL),
                shape("private-key", "-----BEGIN RSA PRIVATE " + "KEY-----" + TAIL + "-----END RSA PRIVATE KEY-----"));
    }

    private static Arguments shape(String rule, String secret) {
        return Arguments.of(rule, secret);
    }

    /** The same with whatever a secret may stand in. */
    static Stream<Arguments> shapesInCarriers() {
        List<String> carriers = List.of(
                "%s",
                "{\"text\":\"%s\"}",
                "{\"messages\":[{\"content\":[{\"text\":\"my key is %s, keep it\"}]}]}",
                "{\"arguments\":\"{\\\"key\\\":\\\"%s\\\"}\"}",
                "{\"broken\":\"%s\"",
                "data: {\"delta\":\"%s\"}\n\ndata: [DONE]\n\n",
                "KEY=%s\nNEXT=1\n",
                "(%s)",
                "`%s`.",
                "<key>%s</key>",
                "größer: '%s'");
        return shapes().flatMap(shape ->
                carriers.stream().map(carrier -> Arguments.of(shape.get()[0], shape.get()[1], carrier)));
    }

    @ParameterizedTest
    @MethodSource("shapesInCarriers")
    void aSecretOfAKnownShapeIsFoundInAnyBody(String rule, String secret, String carrier) {
        // When
        Redaction<Bytes> redaction = redactor.body(Bytes.utf8(carrier.formatted(secret)), ANY);

        // Then
        assertThat(redaction.findings()).extracting(Finding::rule).containsExactly(rule);
        assertThat(redaction.value().text()).doesNotContain(TAIL).doesNotContain(secret);
        assertThat(redaction.value().text().replaceAll("«[^»]*»", "%s")).isEqualTo(carrier);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void aSecretOfAKnownShapeIsFoundInAQueryAHeaderAndAMessage(String rule, String secret) {
        // When
        Redaction<String> query = redactor.query("q=" + URLEncoder.encode(secret, UTF_8));
        Redaction<Headers> headers = redactor.headers(Headers.of("link", secret));
        Redaction<String> text = redactor.text("failed with " + secret);

        // Then
        assertThat(List.of(query, headers, text))
                .allSatisfy(redaction -> assertThat(redaction.findings())
                        .extracting(Finding::rule)
                        .containsExactly(rule));
        assertThat(query.value() + headers.value().fields() + text.value()).doesNotContain(secret);
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The task-force of 2024 and the risk-based approach of sk-learn pipelines",
                "from sklearn.model_selection import train_test_split as sk-split-of-the-data-set",
                "max_tokens: 4096, token usage: 1234567, tokenizer=cl100k_base",
                "The secretary: Jane42 Miller123",
                "password: must be at least eight characters long",
                "Your token: see the settings page. The secret: patience.",
                "api_key = os.environ[\"OPENAI_API_KEY\"]",
                "const token = tokenizer.next(); password = getPassword1(user)",
                "password=${DB_PASSWORD_1}, token: {{ secrets.token1 }}",
                "def login(self, password: str, api_key: Optional[str] = None):",
                "if (token == null) return; while (key != other) next();",
                "The AI said eyJustice and AIzawa went to AKIA and ASIANS",
                "A bearer of bad news, basic understanding, basic principles1 Basic authentication",
                "Bearer authentication-is-described-in-the-standard",
                "550e8400-e29b-41d4-a716-446655440000 chatcmpl-Abc123Def456 toolu_01AbCdEfGh req_0123456789abcdef",
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "https://example.com:8080/path?max_tokens=5&key2=a and ftp://host/a@b mailto:user@example.com",
                "https://user@example.com/ and postgres://db.example.com:5432/app?sslmode=require",
                "-----BEGIN CERTIFICATE----- MIIB -----END CERTIFICATE----- -----BEGIN PUBLIC KEY----- MIIB",
                "hf_hub_download npm_config_cache gsk_short xai-grok-4 r8_model whsec_short SG.a.b",
                "token: 15339, token_ids: [1, 2], pad_token = 128256",
                "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk",
                "gpt-4o-mini-2024-07-18 claude-3-5-sonnet-20241022 text-embedding-3-small",
                "monkey: banana42, turkey=istanbul34, keyboard: qwerty12"
            })
    void aHarmlessTextIsLeftAlone(String text) {
        // When
        Redaction<String> redaction = redactor.text(text);

        // Then
        assertThat(redaction.findings()).isEmpty();
        assertThat(redaction.value()).isSameAs(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password=hunter2",
                "PASSWORD = \"hunter2\"",
                "export OPENAI_API_KEY=hunter2",
                "api_key: 'hunter2 and more'",
                "the API key: hunter2",
                "{\"password\": \"hunter2\", broken",
                "tool called with {\\\"password\\\": \\\"hunter2\\\", \\\"n\\\": 1}",
                "client_secret => \"hunter2\"",
                "x-api-key: hunter2\r\nAccept: */*",
                "Cookie: a=hunter2; b=hunter2",
                "Authorization: Bearer hunter2",
                "authorization: Basic aHVudGVyMjpodW50ZXIy",
                "https://me:hunter2@example.com/path",
                "postgresql://app:hunter2@db:5432/app",
                "https://example.com/a?sig=hunter2&b=1",
                "https://example.com/a?b=1&access_token=hunter2",
                "https://generativelanguage.googleapis.com/v1beta/models?key=hunter2",
                "https://bucket.example/x?X-Amz-Credential=hunter2&X-Amz-Signature=hunter2",
                "DefaultEndpointsProtocol=https;AccountKey=hunter2hunter2hunter2==;Suffix=x"
            })
    void aValueThatATextCallsSecretIsReplaced(String text) {
        // When
        Redaction<String> redaction = redactor.text(text);

        // Then
        assertThat(redaction.value()).doesNotContain("hunter2").doesNotContain("aHVudGVyMj");
        assertThat(redaction.findings()).isNotEmpty();
        assertThat(redactor.text(redaction.value()).value()).isSameAs(redaction.value());
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "Proxy-Authorization",
                "x-api-key",
                "api-key",
                "X-Goog-Api-Key",
                "Cookie",
                "Set-Cookie",
                "x-amz-security-token",
                "x-auth-token",
                "x-ratelimit-token",
                "x-secret-request-id",
                "x-token-request-id",
                "OpenAI-Organization",
                "User-Agent",
                "Host",
                "cf-ray",
                "x-forwarded-for",
                "tapedeck-authorization"
            })
    void aHeaderThatMayTellTooMuchIsNotKept(String name) {
        // When
        Redaction<Headers> redaction = redactor.headers(Headers.of(name, "value"));

        // Then
        assertThat(redaction.value()).isEqualTo(Headers.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type",
                "content-disposition",
                "Retry-After",
                "retry-after-ms",
                "x-should-retry",
                "Accept",
                "anthropic-version",
                "anthropic-beta",
                "openai-processing-ms",
                "request-id",
                "x-request-id",
                "x-ms-client-request-id",
                "apim-request-id",
                "x-amzn-requestid",
                "x-ratelimit-limit-tokens",
                "x-ratelimit-remaining-requests",
                "anthropic-ratelimit-input-tokens-remaining",
                "ratelimit-reset",
                "server-timing",
                "etag",
                "location"
            })
    void aHeaderThatAReplayNeedsIsKept(String name) {
        // When
        Redaction<Headers> redaction = redactor.headers(Headers.of(name, "value 1"));

        // Then
        assertThat(redaction.value()).isEqualTo(Headers.of(name, "value 1"));
    }
}
