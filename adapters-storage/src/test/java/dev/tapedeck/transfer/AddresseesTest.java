package dev.tapedeck.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.exchange.ProviderRequest;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddresseesTest {
    private final Addressees addressees = new Workshop().addressees;

    private Addressee of(String url) {
        return addressees.of(RecordedUrl.parse(url), Headers.NONE, Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.openai.com/v1/models, openai, /v1/models",
        "https://API.openai.com:443/v1/models, openai, /v1/models",
        "api.openai.com/v1/models, openai, /v1/models",
        "//api.openai.com/v1/models, openai, /v1/models",
        "https://api.openai.com, openai, /",
        "https://router.example/api/v1/messages, router, /v1/messages",
        "https://router.example/api, router, /",
        "https://router.example/api/v2/messages, router-v2, /messages",
        "https://simulator.invalid/v1/models, simulator, /v1/models"
    })
    void aUrlBelowABaseUrlIsACallToThatProvider(String url, String provider, String path) {
        Addressee addressee = of(url);

        assertThat(addressee.configured()).isTrue();
        assertThat(addressee.provider().value()).isEqualTo(provider);
        assertThat(addressee.path()).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({
        "http://api.openai.com/v1/models, api.openai.com",
        "https://router.example/apis/v1, router.example",
        "http://127.0.0.1:11434/api/chat, 127.0.0.1-11434",
        "https://api.writer.com:443/v1/chat, api.writer.com",
        "https://bedrock-runtime.<AWS_REGION>.amazonaws.com/model/x/converse, bedrock-runtime.-aws_region-.amazonaws.com",
        "<OLLAMA_API_BASE>/chat/completions, ollama_api_base",
        "{host}/v1/chat, host",
        "https://user:pass@secret.example/v1, secret.example",
        "/v1/models, unknown",
        "v1/models, unknown",
        "'', unknown"
    })
    void anyOtherUrlIsACallToAProviderNamedAfterItsHost(String url, String provider) {
        Addressee addressee = of(url);

        assertThat(addressee.configured()).isFalse();
        assertThat(addressee.provider().value()).isEqualTo(provider);
    }

    @ParameterizedTest
    @CsvSource({
        "/openai/v1/chat/completions, OPENAI",
        "/v1/responses, OPENAI",
        "/openai/deployments/x/embeddings, OPENAI",
        "/v1/files/file-1/content, OPENAI",
        "/v1/messages, ANTHROPIC",
        "/v1/messages/batches, ANTHROPIC",
        "/v1/threads/t/messages, OPENAI",
        "/v1beta/models/gemini-2.5-flash:generateContent, GEMINI",
        "/v1/projects/p/models/gemini:streamGenerateContent, GEMINI",
        "/model/amazon.nova/converse, GENERIC",
        "/api/chat, GENERIC"
    })
    void thePathTellsTheDialectOfAProviderThatNobodyConfigured(String path, Dialect dialect) {
        assertThat(of("https://elsewhere.example" + path).dialect()).isEqualTo(dialect);
    }

    @Test
    void aUrlIsMadeOfTheBaseUrlOrOfTheName() {
        assertThat(addressees.url(request("router-v2", "/messages")))
                .isEqualTo("https://router.example/api/v2/messages");
        assertThat(addressees.url(request("api.groq.com", "/v1"))).isEqualTo("https://api.groq.com/v1");
        assertThat(addressees.url(request("simulator", "/v1"))).isEqualTo("https://simulator.invalid/v1");
        assertThat(addressees.url(request("127.0.0.1-11434", "/v1"))).isEqualTo("https://127.0.0.1-11434.invalid/v1");
    }

    private static ProviderRequest request(String provider, String path) {
        return new ProviderRequest(
                new ProviderName(provider), Dialect.OPENAI, "GET", path, Optional.empty(), Headers.NONE, Bytes.EMPTY);
    }
}
