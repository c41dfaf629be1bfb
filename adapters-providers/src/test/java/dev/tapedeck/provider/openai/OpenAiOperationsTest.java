package dev.tapedeck.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Effect;
import dev.tapedeck.exchange.Operations;
import dev.tapedeck.exchange.OperationsContract;
import dev.tapedeck.exchange.ProviderRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OpenAiOperationsTest extends OperationsContract {
    @Override
    protected Operations operations() {
        return new OpenAiOperations();
    }

    @Override
    protected List<ProviderRequest> inference() {
        return Stream.of(
                        "/v1/chat/completions",
                        "/v1/completions",
                        "/v1/responses",
                        "/v1/responses/compact",
                        "/v1/responses/input_tokens",
                        "/v1/embeddings",
                        "/v1/moderations",
                        "/v1/images/generations",
                        "/v1/images/edits",
                        "/v1/images/variations",
                        "/v1/audio/speech",
                        "/v1/audio/transcriptions",
                        "/v1/audio/translations",
                        "/openai/deployments/mine/chat/completions")
                .map(path ->
                        post(path, "{\"model\":\"gpt\",\"store\":true,\"background\":false,\"conversation\":null}"))
                .toList();
    }

    @Override
    protected List<ProviderRequest> effects() {
        return Stream.of(
                        "/v1/batches",
                        "/v1/batches/b1/cancel",
                        "/v1/files",
                        "/v1/uploads/u1/parts",
                        "/v1/chat/completions/c1",
                        "/v1/responses/r1/cancel",
                        "/v1/threads/t1/messages",
                        "/v1/threads/t1/runs",
                        "/v1/conversations",
                        "/v1/audio/voices",
                        "/v1/fine_tuning/jobs")
                .map(path -> post(path, "{\"model\":\"gpt\"}"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/files", "/batches/b1"})
    void aBaseUrlMayHoldTheVersion(String path) {
        assertThat(operations().isOfBatches(post(path, "{}"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/vector_stores/vs_1/files",
                "/v1/containers/c1/files/f1",
                "/v1/vector_stores/vs_1/file_batches"
            })
    void filesOfOtherThingsAreNotOfBatches(String path) {
        assertThat(operations().isOfBatches(post(path, "{}"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"model\":\"gpt\",\"background\":true}",
                "{\"background\":false,\"background\":true}",
                "{\"b\\u0061ckground\":true}",
                "{\"background\":\"yes\"}",
                "{\"conversation\":\"conv_1\"}",
                "{\"conversation\":{\"id\":\"conv_1\"}}",
                "{\"input\":[{}",
                "[]",
                ""
            })
    void aResponseThatOutlivesItsAnswerOrCannotBeReadIsAnEffect(String body) {
        Effect effect = operations().effectOf(post("/v1/responses", body));

        assertThat(effect).isEqualTo(Effect.EFFECT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"input\":{\"background\":true}}", "{\"stream\":true,\"input\":[[{}]]}"})
    void aResponseThatIsItsAnswerIsSafe(String body) {
        Effect effect = operations().effectOf(post("/v1/responses", body));

        assertThat(effect).isEqualTo(Effect.SAFE);
    }

    @Override
    protected List<ProviderRequest> batches() {
        return Stream.of(
                        "/v1/batches",
                        "/v1/batches/b1",
                        "/v1/batches/b1/cancel",
                        "/v1/files",
                        "/v1/files/f1/content",
                        "/openai/files")
                .map(path -> post(path, "{}"))
                .toList();
    }

    @Override
    protected Map<ProviderRequest, String> named() {
        return Map.of(
                post("/v1/chat/completions", "{\"messages\":[{\"model\":\"inner\"}],\"model\":\"gpt-4o\"}"),
                "gpt-4o",
                post("/openai/deployments/my%20own/chat/completions", "{\"model\":\"ignored\"}"),
                "my own");
    }

    @Override
    protected List<String> prelude() {
        return List.of(
                ": OPENROUTER PROCESSING\n\n",
                data("{\"choices\":[],\"prompt_filter_results\":[{\"prompt_index\":0}]}"),
                chunk("{\"role\":\"assistant\"}"),
                chunk("{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null,\"tool_calls\":[]}"),
                data("{\"choices\":[{\"index\":0,\"text\":\"\",\"finish_reason\":null}]}"),
                typed("response.created", "\"response\":{\"error\":null,\"output\":[]}"),
                typed("response.queued", "\"response\":{}"),
                typed("response.in_progress", "\"response\":{}"),
                "event: keepalive\n" + data("{\"type\":\"keepalive\",\"sequence_number\":3}"));
    }

    @Override
    protected List<String> content() {
        return List.of(
                chunk("{\"content\":\"Hi\"}"),
                chunk("{\"reasoning_content\":\"Hm\"}"),
                chunk("{\"tool_calls\":[{\"index\":0}]}"),
                chunk("{\"role\":\"assistant\",\"unknown\":0}"),
                data("{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}"),
                data("{\"choices\":[{\"index\":0,\"text\":\"Hi\"}]}"),
                data("{\"choices\":[7]}"),
                typed("response.output_item.added", "\"item\":{\"type\":\"message\"}"),
                typed("response.output_text.delta", "\"delta\":\"Hi\""),
                typed("response.incomplete", "\"response\":{}"),
                "event: thread.run.created\n" + data("{\"id\":\"run_1\"}"));
    }

    @Override
    protected Map<String, Integer> deaths() {
        return Map.ofEntries(
                Map.entry(error("{\"code\":\"server_error\",\"message\":\"m\"}"), 500),
                Map.entry(error("{\"type\":\"server_error\",\"code\":null}"), 500),
                Map.entry(error("{\"code\":\"rate_limit_exceeded\",\"type\":\"tokens\"}"), 429),
                Map.entry(error("{\"code\":\"insufficient_quota\",\"type\":\"insufficient_quota\"}"), 403),
                Map.entry(error("{\"code\":\"context_length_exceeded\",\"type\":\"invalid_request_error\"}"), 400),
                Map.entry(error("{\"code\":502,\"message\":\"Provider returned error\"}"), 502),
                Map.entry(error("\"nobody knows\""), 400),
                Map.entry("event: error\n" + error("{\"type\":\"server_error\"}"), 500),
                Map.entry(typed("error", "\"code\":\"server_error\",\"message\":\"m\""), 500),
                Map.entry(typed("error", "\"error\":{\"type\":\"rate_limit_error\"}"), 429),
                Map.entry(typed("response.failed", "\"response\":{\"error\":{\"code\":\"server_error\"}}"), 500),
                Map.entry(typed("response.failed", "\"response\":{\"error\":{\"code\":\"rate_limit_exceeded\"}}"), 429),
                Map.entry(typed("response.failed", "\"response\":{\"error\":{\"code\":\"invalid_prompt\"}}"), 400));
    }

    private static String chunk(String delta) {
        return data(
                "{\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":%s,\"finish_reason\":null}],\"usage\":null}"
                        .formatted(delta));
    }

    private static String typed(String type, String members) {
        return "event: " + type + "\n" + data("{\"type\":\"%s\",%s}".formatted(type, members));
    }

    private static String error(String error) {
        return data("{\"error\":" + error + "}");
    }
}
