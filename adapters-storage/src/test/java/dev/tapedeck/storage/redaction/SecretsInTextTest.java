package dev.tapedeck.storage.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.redaction.Finding;
import dev.tapedeck.redaction.Redaction;
import dev.tapedeck.redaction.Redactor;
import java.net.URLEncoder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretsInTextTest {
    private static final String TAIL = "Ab3dEf6hIj9kLm2nOp5qRs8tUv1wXy4z";
    private static final Optional<String> ANY = Optional.empty();

    private final Redactor redactor = new DefaultRedactor("installation".getBytes(UTF_8), new KnownSecrets(List.of()));

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
}
