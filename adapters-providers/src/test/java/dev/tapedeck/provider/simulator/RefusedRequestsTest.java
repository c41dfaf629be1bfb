package dev.tapedeck.provider.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RefusedRequestsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/nothing", "/", "/v1/chat", "/v1/chat/completions/x", "/v1/files/f/x", "/v1/batches/b/x"})
    void anUnknownPathIsNotFoundInOpenAisShape(String path) {
        Simulated refused = Simulated.post(path, "{}");

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.body()).startsWith("{\"error\":{\"message\":").contains("/v1/chat/completions");
    }

    @Test
    void anUnknownPathBelowMessagesIsNotFoundInAnthropicsShape() {
        Simulated refused = Simulated.post("/v1/messages/nothing", "{}");

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.body()).contains("\"type\":\"error\"", "not_found_error");
    }

    @Test
    void aKnownPathWithAnotherMethodIsNotFound() {
        Simulated refused = Simulated.get("/v1/chat/completions");

        assertThat(refused.status()).isEqualTo(404);
    }

    @Test
    void anUnknownModelIsNotFound() {
        Simulated refused = Simulated.get("/v1/models/gpt-17");

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.body()).contains("\"code\":\"model_not_found\"", "gpt-4o");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "7", "null", "{} {}", "{\"model\":\"m\",\"messages\":[", "not json"})
    void aBodyThatIsNoJsonObjectIsRefused(String json) {
        Simulated refused = Simulated.post("/v1/chat/completions", json);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("invalid_request_error", "JSON");
    }

    @Test
    void deepNestingIsRefused() {
        Simulated refused = Simulated.post("/v1/messages", "{\"messages\":" + "[".repeat(1_000_000));

        assertThat(refused.status()).isEqualTo(400);
    }

    @Test
    void theRefusalOfBrokenJsonShowsThePlaceAndNotTheText() {
        Simulated refused = Simulated.post("/v1/chat/completions", "{\n  \"key\": sk-secret }");

        assertThat(refused.body()).contains("line 2").doesNotContain("sk-secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/chat/completions | {'messages':[{'role':'user','content':'x'}]} | model",
                "/v1/chat/completions | {'model':7,'messages':[]} | model",
                "/v1/chat/completions | {'model':'m'} | messages",
                "/v1/chat/completions | {'model':'m','messages':[]} | messages",
                "/v1/chat/completions | {'model':'m','messages':'x'} | messages",
                "/v1/chat/completions | {'model':'m','messages':[{}],'n':0} | 'n'",
                "/v1/chat/completions | {'model':'m','messages':[{}],'n':1000} | 'n'",
                "/v1/chat/completions | {'model':'m','messages':[{}],'max_tokens':'many'} | max_tokens",
                "/v1/responses | {'model':'m'} | input",
                "/v1/responses | {'model':'m','input':7} | input",
                "/v1/embeddings | {'model':'m'} | input",
                "/v1/embeddings | {'model':'m','input':[]} | input",
                "/v1/embeddings | {'model':'m','input':'x','dimensions':-1} | dimensions",
                "/v1/messages | {'max_tokens':9,'messages':[{}]} | model",
                "/v1/messages | {'model':'m','max_tokens':9} | messages",
                "/v1/messages | {'model':'m','messages':[{}]} | max_tokens",
                "/v1/messages | {'model':'m','messages':[{}],'max_tokens':0} | max_tokens",
                "/v1/messages/count_tokens | {'model':'m'} | messages",
            })
    void whatIsMissingOrWrongIsNamed(String path, String json, String named) {
        Simulated refused = Simulated.post(path, json.replace('\'', '"'));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains(named, "invalid_request_error");
    }
}
