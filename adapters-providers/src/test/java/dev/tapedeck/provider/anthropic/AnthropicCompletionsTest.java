package dev.tapedeck.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.build.Completions;
import dev.tapedeck.build.CompletionsContract;
import dev.tapedeck.build.Provenance.Tokens;
import dev.tapedeck.build.Reply;
import dev.tapedeck.build.Reply.ToolCall;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.pipeline.Endpoint;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AnthropicCompletionsTest extends CompletionsContract {
    private static final Completions COMPLETIONS = new AnthropicCompletions();
    private static final Optional<Tokens> USAGE = Optional.of(new Tokens(16, 5));

    @Override
    protected Completions completions() {
        return COMPLETIONS;
    }

    @Override
    protected Dialect dialect() {
        return Dialect.ANTHROPIC;
    }

    @Override
    protected List<Sample> samples() {
        return List.of(
                sample("end_turn", "{\"type\":\"text\",\"text\":\"Calm.\"}", new Reply.Text("Calm.", List.of(), USAGE)),
                sample(
                        "tool_use",
                        "{\"type\":\"text\",\"text\":\"I look.\"},{\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"look\",\"input\":{\"at\":1}}",
                        new Reply.Text("I look.", List.of(new ToolCall("t1", "look", "{\"at\":1}")), USAGE)),
                sample(
                        "tool_use",
                        "{\"type\":\"thinking\",\"thinking\":\"Hm.\"},{\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"look\",\"input\":{}}",
                        new Reply.ToolCalls(List.of(new ToolCall("t1", "look", "{}")), USAGE)));
    }

    private static Sample sample(String stop, String blocks, Reply reply) {
        return new Sample(Endpoint.CHAT, 200, body(stop, blocks), reply);
    }

    private static String body(String stop, String blocks) {
        return "{\"type\":\"message\",\"role\":\"assistant\",\"content\":[%s],\"stop_reason\":\"%s\",\"usage\":{"
                        .formatted(blocks, stop)
                + "\"input_tokens\":10,\"cache_creation_input_tokens\":2,\"cache_read_input_tokens\":4,\"output_tokens\":5}}";
    }

    private static Reply read(int status, String body) {
        return COMPLETIONS.read(Endpoint.CHAT, status, Bytes.utf8(body));
    }

    @Test
    void aMessageHasAVersionAndALimitOfTokens() {
        ProviderRequest request = COMPLETIONS.compose(layer(Endpoint.CHAT, "{}"), "Hi.");

        assertThat(request.path()).isEqualTo("/v1/messages");
        assertThat(request.headers())
                .isEqualTo(Headers.of(
                        "Content-Type",
                        "application/json",
                        "Accept",
                        "application/json",
                        "anthropic-version",
                        "2023-06-01"));
        assertThat(request.body().text())
                .isEqualTo(
                        "{\"max_tokens\":4096,\"messages\":[{\"content\":\"Hi.\",\"role\":\"user\"}],\"model\":\"model-1.5\"}");
    }

    @Test
    void paramsSayTheLimitTheSystemAndWhatCameBefore() {
        String body = composed(
                Endpoint.CHAT,
                "{\"max_tokens\":9,\"messages\":[{\"content\":\"a\",\"role\":\"user\"},{\"content\":\"b\",\"role\":\"assistant\"}],"
                        + "\"system\":\"Be brief.\"}",
                "Hi.");

        assertThat(body)
                .isEqualTo(
                        "{\"max_tokens\":9,\"messages\":[{\"content\":\"a\",\"role\":\"user\"},{\"content\":\"b\","
                                + "\"role\":\"assistant\"},{\"content\":\"Hi.\",\"role\":\"user\"}],\"model\":\"model-1.5\",\"system\":\"Be brief.\"}");
    }

    @Test
    void textsBetweenSearchesAreOneText() {
        Reply reply = read(200, body("end_turn", """
                {"type":"server_tool_use","id":"s","name":"web_search","input":{}},
                {"type":"web_search_tool_result","tool_use_id":"s","content":[]},
                {"type":"text","text":"It is "},{"type":"text","text":"sunny."}"""));

        assertThat(reply).isEqualTo(new Reply.Text("It is sunny.", List.of(), USAGE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"max_tokens", "model_context_window_exceeded", "pause_turn"})
    void aMessageThatWasCutIsNoAnswer(String stop) {
        assertThat(read(200, body(stop, "{\"type\":\"text\",\"text\":\"Once\"}")))
                .isInstanceOfSatisfying(
                        Reply.Truncated.class, cut -> assertThat(cut.message()).contains(stop));
    }

    @Test
    void aRefusalIsNoAnswer() {
        assertThat(read(200, body("refusal", "{\"type\":\"text\",\"text\":\"I won't.\"}")))
                .isEqualTo(new Reply.Refusal("I won't.", USAGE));
        assertThat(read(200, body("refusal", ""))).isInstanceOf(Reply.Refusal.class);
    }

    @Test
    void aMessageWithoutContentIsEmptyAndWithoutBlocksUnreadable() {
        assertThat(read(200, body("end_turn", ""))).isInstanceOf(Reply.Empty.class);
        assertThat(read(200, body("end_turn", "{\"type\":\"text\",\"text\":\"\"}")))
                .isInstanceOf(Reply.Empty.class);
        assertThat(read(200, "{\"type\":\"message\",\"content\":\"Calm.\"}")).isInstanceOf(Reply.Unreadable.class);
    }

    @ParameterizedTest
    @CsvSource({
        "400,invalid_request_error,true",
        "402,billing_error,true",
        "413,request_too_large,true",
        "429,rate_limit_error,false",
        "529,overloaded_error,false",
        "200,overloaded_error,false",
        "200,invalid_request_error,true"
    })
    void anErrorIsToldInAnthropicsWords(int status, String type, boolean permanent) {
        Reply reply = read(
                status, "{\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":\"Because.\"}}".formatted(type));

        assertThat(reply).isEqualTo(new Reply.Failed(status, type, "Because.", permanent));
    }
}
