package dev.tapedeck.provider.openai;

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

final class OpenAiCompletionsTest extends CompletionsContract {
    private static final Completions COMPLETIONS = new OpenAiCompletions();
    private static final Optional<Tokens> USAGE = Optional.of(new Tokens(20, 5));
    private static final String COUNTED =
            "\"usage\":{\"prompt_tokens\":20,\"completion_tokens\":5,\"total_tokens\":25}";
    private static final String COUNTED_HERE =
            "\"usage\":{\"input_tokens\":20,\"output_tokens\":5,\"output_tokens_details\":{\"reasoning_tokens\":3}}";

    @Override
    protected Completions completions() {
        return COMPLETIONS;
    }

    @Override
    protected Dialect dialect() {
        return Dialect.OPENAI;
    }

    @Override
    protected List<Sample> samples() {
        return List.of(
                chat(
                        "{\"index\":0,\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":\"Calm.\",\"refusal\":null}}",
                        new Reply.Text("Calm.", List.of(), USAGE)),
                chat(
                        "{\"finish_reason\":\"tool_calls\",\"message\":{\"content\":null,\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\","
                                + "\"function\":{\"name\":\"look\",\"arguments\":\"{\\\"at\\\":1}\"}}]}}",
                        new Reply.ToolCalls(List.of(new ToolCall("c1", "look", "{\"at\":1}")), USAGE)),
                response(
                        "{\"type\":\"reasoning\",\"summary\":[]},{\"type\":\"message\",\"role\":\"assistant\",\"content\":["
                                + "{\"type\":\"output_text\",\"text\":\"Calm\"},{\"type\":\"output_text\",\"text\":\" and kind.\"}]}",
                        new Reply.Text("Calm and kind.", List.of(), USAGE)),
                response(
                        "{\"type\":\"function_call\",\"call_id\":\"c2\",\"name\":\"look\",\"arguments\":\"{}\"}",
                        new Reply.ToolCalls(List.of(new ToolCall("c2", "look", "{}")), USAGE)),
                new Sample(
                        Endpoint.EMBEDDINGS,
                        200,
                        "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":[0.10,-1E-2]}],"
                                + "\"usage\":{\"prompt_tokens\":3,\"total_tokens\":3}}",
                        new Reply.Vectors(
                                "[{\"embedding\":[0.1,-0.01],\"index\":0,\"object\":\"embedding\"}]",
                                Optional.of(new Tokens(3, 0)))));
    }

    private static Sample chat(String choice, Reply reply) {
        return new Sample(Endpoint.CHAT, 200, "{\"choices\":[%s],%s}".formatted(choice, COUNTED), reply);
    }

    private static Sample response(String items, Reply reply) {
        return new Sample(
                Endpoint.RESPONSES,
                200,
                "{\"object\":\"response\",\"status\":\"completed\",\"error\":null,\"output\":[%s],%s}"
                        .formatted(items, COUNTED_HERE),
                reply);
    }

    private static Reply read(Endpoint endpoint, int status, String body) {
        return COMPLETIONS.read(endpoint, status, Bytes.utf8(body));
    }

    private static Reply chat(String choice) {
        return read(Endpoint.CHAT, 200, "{\"choices\":[" + choice + "]}");
    }

    private static Reply response(String members) {
        return read(Endpoint.RESPONSES, 200, "{\"object\":\"response\"," + members + "}");
    }

    @Test
    void aChatIsThePromptAsTheUsersMessage() {
        ProviderRequest request =
                COMPLETIONS.compose(layer(Endpoint.CHAT, "{\"max_tokens\":512,\"temperature\":0.3}"), "Hi.");

        assertThat(request.path()).isEqualTo("/v1/chat/completions");
        assertThat(request.headers())
                .isEqualTo(Headers.of("Content-Type", "application/json", "Accept", "application/json"));
        assertThat(request.body().text())
                .isEqualTo(
                        "{\"max_tokens\":512,\"messages\":[{\"content\":\"Hi.\",\"role\":\"user\"}],\"model\":\"model-1.5\",\"temperature\":0.3}");
    }

    @Test
    void aChatBeginsWithTheSystemAndTheMessagesOfTheParams() {
        String body = composed(
                Endpoint.CHAT,
                "{\"messages\":[{\"content\":\"a\",\"role\":\"user\"},{\"content\":\"b\",\"role\":\"assistant\"}],\"system\":\"Be brief.\"}",
                "Hi.");

        assertThat(body)
                .isEqualTo("{\"messages\":[{\"content\":\"Be brief.\",\"role\":\"system\"},"
                        + "{\"content\":\"a\",\"role\":\"user\"},{\"content\":\"b\",\"role\":\"assistant\"},"
                        + "{\"content\":\"Hi.\",\"role\":\"user\"}],\"model\":\"model-1.5\"}");
    }

    @Test
    void aResponseHasInstructionsAndInput() {
        ProviderRequest request = COMPLETIONS.compose(
                layer(
                        Endpoint.RESPONSES,
                        "{\"messages\":[{\"content\":\"a\",\"role\":\"developer\"}],\"system\":\"Be brief.\",\"text\":{\"format\":{\"type\":\"json_object\"}}}"),
                "Hi.");

        assertThat(request.path()).isEqualTo("/v1/responses");
        assertThat(request.body().text())
                .isEqualTo(
                        "{\"input\":[{\"content\":\"a\",\"role\":\"developer\"},{\"content\":\"Hi.\",\"role\":\"user\"}],"
                                + "\"instructions\":\"Be brief.\",\"model\":\"model-1.5\",\"text\":{\"format\":{\"type\":\"json_object\"}}}");
    }

    @Test
    void anEmbeddingIsOfThePrompt() {
        ProviderRequest request = COMPLETIONS.compose(layer(Endpoint.EMBEDDINGS, "{\"dimensions\":256}"), "Hi.");

        assertThat(request.path()).isEqualTo("/v1/embeddings");
        assertThat(request.body().text()).isEqualTo("{\"dimensions\":256,\"input\":\"Hi.\",\"model\":\"model-1.5\"}");
    }

    @Test
    void paramsThatWouldTakeTheirPlaceAreRefused() {
        assertRefused(Endpoint.RESPONSES, "{\"input\":\"other\"}", "'input'");
        assertRefused(Endpoint.EMBEDDINGS, "{\"input\":\"other\"}", "'input'");
        assertRefused(Endpoint.RESPONSES, "{\"background\":true}", "'background'");
        assertRefused(Endpoint.RESPONSES, "{\"instructions\":\"a\",\"system\":\"b\"}", "'instructions'");
        assertRefused(Endpoint.CHAT, "{\"messages\":\"a\"}", "messages");
    }

    @Test
    void theFirstOfSeveralChoicesCounts() {
        Reply reply = chat("{\"message\":{\"content\":\"one\"}},{\"message\":{\"content\":\"two\"}}");

        assertThat(reply).isEqualTo(new Reply.Text("one", List.of(), Optional.empty()));
    }

    @Test
    void thoughtsAreNoPartOfTheText() {
        Reply reply = chat(
                "{\"message\":{\"reasoning_content\":\"Hm.\",\"content\":["
                        + "{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"Hm.\"}]},{\"type\":\"text\",\"text\":\"Yes.\"}]}}");

        assertThat(reply).isEqualTo(new Reply.Text("Yes.", List.of(), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"message\":{\"content\":null,\"refusal\":\"I won't.\"}}",
                "{\"message\":{\"content\":\"\",\"refusal\":\"I won't.\"},\"finish_reason\":\"stop\"}",
                "{\"message\":{\"content\":[{\"type\":\"refusal\",\"refusal\":\"I won't.\"}]}}"
            })
    void aRefusalIsNoAnswer(String choice) {
        assertThat(chat(choice)).isEqualTo(new Reply.Refusal("I won't.", Optional.empty()));
    }

    @Test
    void aResponseThatRefusesIsNoAnswer() {
        Reply reply = response("\"status\":\"completed\",\"output\":[{\"type\":\"message\",\"content\":["
                + "{\"type\":\"output_text\",\"text\":\"Well.\"},{\"type\":\"refusal\",\"refusal\":\"I won't.\"}]}]");

        assertThat(reply).isEqualTo(new Reply.Refusal("I won't.", Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"length", "model_length"})
    void aTextThatWasCutIsNoAnswer(String reason) {
        Reply reply = chat("{\"message\":{\"content\":\"Once\"},\"finish_reason\":\"" + reason + "\"}");

        assertThat(reply)
                .isInstanceOfSatisfying(
                        Reply.Truncated.class, cut -> assertThat(cut.message()).contains(reason));
    }

    @ParameterizedTest
    @ValueSource(strings = {"content_filter", "content_filter: SAFETY", "sensitive"})
    void aTextThatWasWithheldIsNoAnswer(String reason) {
        Reply reply = chat("{\"message\":{\"content\":\"Once\"},\"finish_reason\":\"" + reason + "\"}");

        assertThat(reply)
                .isInstanceOfSatisfying(
                        Reply.Filtered.class,
                        filtered -> assertThat(filtered.message()).contains(reason));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400})
    void azuresFilterSpeaksInErrors(int status) {
        Reply reply = read(Endpoint.CHAT, status, """
                {"error":{"message":"The response was filtered.","type":null,"param":"prompt","code":"content_filter","status":400,
                "innererror":{"code":"ResponsibleAIPolicyViolation","content_filter_result":{"hate":{"filtered":true}}}}}""");

        assertThat(reply).isEqualTo(new Reply.Filtered("The response was filtered.", Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"choices\":[]}",
                "{\"choices\":null}",
                "{\"choices\":[{\"message\":{\"content\":null},\"finish_reason\":\"stop\"}]}",
                "{\"choices\":[{\"message\":{\"content\":\" \\n\",\"tool_calls\":[]}}]}",
                "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"tool_calls\":null}}]}"
            })
    void whatHoldsNothingIsEmpty(String body) {
        assertThat(read(Endpoint.CHAT, 200, body)).isInstanceOf(Reply.Empty.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"choices\":{}}",
                "{\"object\":\"chat.completion\"}",
                "{\"choices\":[7]}",
                "{\"choices\":[{\"delta\":{\"content\":\"a\"}}]}",
                "{\"choices\":[{\"message\":{\"content\":7}}]}",
                "{\"choices\":[{\"message\":{\"content\":\"a\",\"tool_calls\":{}}}]}",
                "{\"choices\":[{\"message\":{\"content\":null,\"tool_calls\":[{\"function\":{\"arguments\":\"{}\"}}]}}]}"
            })
    void anotherShapeIsUnreadable(String body) {
        assertThat(read(Endpoint.CHAT, 200, body)).isInstanceOf(Reply.Unreadable.class);
    }

    @Test
    void aResponseIsCutOffWithheldOrNotThereYet() {
        assertThat(
                        response(
                                "\"status\":\"incomplete\",\"incomplete_details\":{\"reason\":\"max_output_tokens\"},\"output\":[]"))
                .isInstanceOf(Reply.Truncated.class);
        assertThat(
                        response(
                                "\"status\":\"incomplete\",\"incomplete_details\":{\"reason\":\"content_filter\"},\"output\":[]"))
                .isInstanceOf(Reply.Filtered.class);
        assertThat(response("\"status\":\"queued\",\"output\":[]")).isInstanceOf(Reply.Unreadable.class);
        assertThat(response("\"status\":\"completed\",\"output\":[]")).isInstanceOf(Reply.Empty.class);
        assertThat(response("\"status\":\"completed\"")).isInstanceOf(Reply.Unreadable.class);
    }

    @Test
    void callsThatTheProviderAnswersItselfAreNotAskedOfAnybody() {
        Reply reply = response(
                "\"status\":\"completed\",\"output\":[{\"type\":\"web_search_call\",\"id\":\"w\",\"action\":{}},"
                        + "{\"type\":\"message\",\"content\":[{\"type\":\"output_text\",\"text\":\"Sunny.\"}]}]");

        assertThat(reply).isEqualTo(new Reply.Text("Sunny.", List.of(), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"server_error,false", "rate_limit_exceeded,false", "invalid_prompt,true"})
    void aResponseThatFailedTellsWhy(String code, boolean permanent) {
        Reply reply = response(
                "\"status\":\"failed\",\"output\":[],\"error\":{\"code\":\"" + code + "\",\"message\":\"Sorry.\"}");

        assertThat(reply).isEqualTo(new Reply.Failed(200, code, "Sorry.", permanent));
    }

    @Test
    void aResponseThatFailedWithoutAReasonMayBeTriedAgain() {
        assertThat(response("\"status\":\"failed\",\"output\":[],\"error\":null"))
                .isInstanceOfSatisfying(
                        Reply.Failed.class,
                        failed -> assertThat(failed.permanent()).isFalse());
    }

    @ParameterizedTest
    @CsvSource({
        "429,insufficient_quota,true",
        "429,rate_limit_exceeded,false",
        "400,context_length_exceeded,true",
        "404,model_not_found,true",
        "500,server_error,false"
    })
    void anErrorIsToldInTheProvidersWords(int status, String code, boolean permanent) {
        Reply reply = read(
                Endpoint.CHAT,
                status,
                "{\"error\":{\"message\":\"Because.\",\"type\":\"some_error\",\"param\":null,\"code\":\"%s\"}}"
                        .formatted(code));

        assertThat(reply).isEqualTo(new Reply.Failed(status, code, "Because.", permanent));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"error\":{\"message\":\"No key.\",\"type\":\"invalid_request_error\",\"code\":null}}|invalid_request_error|No key.",
                "{\"error\":{\"message\":\"Slow down.\",\"code\":429}}|429|Slow down.",
                "{\"error\":\"no such model\"}|http_401|no such model",
                "{\"detail\":\"Not supported.\"}|http_401|Not supported.",
                "{\"object\":\"error\",\"message\":\"Bad.\",\"type\":\"invalid_model\",\"code\":\"1500\"}|1500|Bad.",
                "<html>|http_401|The provider answered 401 and gave no reason."
            })
    void thoseWhoSpeakAlmostLikeOpenAiAreUnderstood(String body, String code, String message) {
        assertThat(read(Endpoint.CHAT, 401, body)).isEqualTo(new Reply.Failed(401, code, message, true));
    }

    @Test
    void anErrorInAChoiceIsOne() {
        Reply reply = chat(
                "{\"finish_reason\":\"error\",\"message\":{\"content\":\"On\"},\"error\":{\"code\":502,\"message\":\"Upstream died.\"}}");

        assertThat(reply).isEqualTo(new Reply.Failed(200, "502", "Upstream died.", false));
    }

    @Test
    void aLongReasonIsCut() {
        String body = "{\"error\":{\"message\":\"" + "🦜".repeat(2_000) + "\"}}";

        assertThat(read(Endpoint.CHAT, 400, body))
                .isInstanceOfSatisfying(
                        Reply.Failed.class,
                        failed -> assertThat(failed.message()).isEqualTo("🦜".repeat(1_000) + "…"));
    }

    @Test
    void thoughtsThatAreOnlyInTheTotalAreOutputToo() {
        Reply reply = read(
                Endpoint.CHAT,
                200,
                "{\"choices\":[],\"usage\":{\"prompt_tokens\":35,\"completion_tokens\":12,\"total_tokens\":109}}");

        assertThat(reply)
                .isInstanceOfSatisfying(
                        Reply.Empty.class, empty -> assertThat(empty.usage()).contains(new Tokens(35, 74)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":{}}",
                "{\"object\":\"list\"}",
                "{\"data\":[{\"embedding\":[]}]}",
                "{\"data\":[{\"embedding\":[0.1,null]}]}",
                "{\"data\":[{\"embedding\":[1e999]}]}",
                "{\"data\":[{\"embedding\":[0.1]},{\"index\":1}]}"
            })
    void whatIsNoListOfVectorsIsUnreadable(String body) {
        assertThat(read(Endpoint.EMBEDDINGS, 200, body)).isInstanceOf(Reply.Unreadable.class);
    }

    @Test
    void vectorsMayBeBase64OrMissing() {
        assertThat(read(Endpoint.EMBEDDINGS, 200, "{\"data\":[{\"index\":0,\"embedding\":\"AACAPw==\"}]}"))
                .isEqualTo(new Reply.Vectors("[{\"embedding\":\"AACAPw==\",\"index\":0}]", Optional.empty()));
        assertThat(read(Endpoint.EMBEDDINGS, 200, "{\"data\":[]}")).isInstanceOf(Reply.Empty.class);
    }
}
