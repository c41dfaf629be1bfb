package dev.tapedeck.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Headers.Field;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.Secret;
import dev.tapedeck.provider.anthropic.AnthropicCredentials;
import dev.tapedeck.provider.gemini.GeminiCredentials;
import dev.tapedeck.provider.generic.GenericCredentials;
import dev.tapedeck.provider.openai.OpenAiCredentials;
import dev.tapedeck.provider.wire.Credentials;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class CredentialsTest {
    private static final Secret KEY = new Secret("ours");

    static Stream<Arguments> dialects() {
        return Stream.of(
                Arguments.of(new OpenAiCredentials(), new Field("Authorization", "Bearer ours")),
                Arguments.of(new GenericCredentials(), new Field("Authorization", "Bearer ours")),
                Arguments.of(new AnthropicCredentials(), new Field("x-api-key", "ours")),
                Arguments.of(new GeminiCredentials(), new Field("x-goog-api-key", "ours")));
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void theConfiguredKeyTakesThePlaceOfWhateverTheClientBrought(Credentials credentials, Field expected) {
        ProviderRequest request = request(
                Optional.of("a=b"),
                Headers.of(
                        "accept", "*/*",
                        "AUTHORIZATION", "Bearer theirs",
                        "X-Api-Key", "theirs",
                        "api-key", "theirs",
                        "x-goog-api-key", "theirs"));

        ProviderRequest signed = credentials.signed(request, KEY);

        assertThat(signed.headers().fields()).containsExactly(new Field("accept", "*/*"), expected);
        assertThat(signed.target()).isEqualTo("/v1/models?a=b");
    }

    @ParameterizedTest
    @CsvSource({
        "key=theirs, /v1/models",
        "key, /v1/models",
        "alt=sse&key=theirs, /v1/models?alt=sse",
        "key=theirs&alt=sse&key=again, /v1/models?alt=sse",
        "monkey=1&keys=2, /v1/models?monkey=1&keys=2",
    })
    void geminisKeyInTheQueryIsDropped(String query, String target) {
        ProviderRequest signed = new GeminiCredentials().signed(request(Optional.of(query), Headers.NONE), KEY);

        assertThat(signed.target()).isEqualTo(target);
    }

    private static ProviderRequest request(Optional<String> query, Headers headers) {
        return new ProviderRequest(
                new ProviderName("p"), Dialect.GENERIC, "GET", "/v1/models", query, headers, Bytes.EMPTY);
    }
}
