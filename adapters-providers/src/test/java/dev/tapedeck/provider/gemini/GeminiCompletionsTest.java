package dev.tapedeck.provider.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.build.Completions;
import dev.tapedeck.build.CompletionsContract;
import dev.tapedeck.build.Provenance.Tokens;
import dev.tapedeck.build.Reply;
import dev.tapedeck.build.Reply.ToolCall;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.pipeline.Endpoint;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GeminiCompletionsTest extends CompletionsContract {
    private static final Completions COMPLETIONS = new GeminiCompletions();
    private static final Optional<Tokens> USAGE = Optional.of(new Tokens(13, 7));

    @Override
    protected Completions completions() {
        return COMPLETIONS;
    }

    @Override
    protected Dialect dialect() {
        return Dialect.GEMINI;
    }

    @Override
    protected List<Sample> samples() {
        return List.of(
                sample(
                        "{\"text\":\"Hm.\",\"thought\":true},{\"text\":\"Calm\"},{\"text\":\" and kind.\"}",
                        new Reply.Text("Calm and kind.", List.of(), USAGE)),
                sample(
                        "{\"functionCall\":{\"name\":\"look\",\"args\":{\"at\":1}},\"thoughtSignature\":\"AA==\"}",
                        new Reply.ToolCalls(List.of(new ToolCall("", "look", "{\"at\":1}")), USAGE)));
    }

    private static Sample sample(String parts, Reply reply) {
        return new Sample(Endpoint.CHAT, 200, body("STOP", parts), reply);
    }

    private static String body(String finish, String parts) {
        return "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[%s]},\"finishReason\":\"%s\"}],\"usageMetadata\":{"
                        .formatted(parts, finish)
                + "\"promptTokenCount\":10,\"toolUsePromptTokenCount\":3,\"candidatesTokenCount\":5,\"thoughtsTokenCount\":2}}";
    }

    private static Reply read(int status, String body) {
        return COMPLETIONS.read(Endpoint.CHAT, status, Bytes.utf8(body));
    }

    @Test
    void aContentIsGeneratedFromThePrompt() {
        ProviderRequest request = COMPLETIONS.compose(
                layer(Endpoint.CHAT, "gemini-2.5-flash", "{\"generationConfig\":{\"temperature\":0.3}}"), "Hi.");

        assertThat(request.target()).isEqualTo("/v1beta/models/gemini-2.5-flash:generateContent");
        assertThat(request.body().text())
                .isEqualTo(
                        "{\"contents\":[{\"parts\":[{\"text\":\"Hi.\"}],\"role\":\"user\"}],\"generationConfig\":{\"temperature\":0.3}}");
    }

    @ParameterizedTest
    @CsvSource({
        "tunedModels/mine,/v1beta/tunedModels/mine:generateContent",
        "models/gemini-x,/v1beta/models/gemini-x:generateContent",
        "a b?c,/v1beta/models/a%20b%3Fc:generateContent"
    })
    void aModelIsASegmentOfThePath(String model, String path) {
        assertThat(COMPLETIONS.compose(layer(Endpoint.CHAT, model, "{}"), "Hi.").path())
                .isEqualTo(path);
    }

    @Test
    void systemAndMessagesAreWrittenAsGeminiHasThem() {
        String body = composed(
                Endpoint.CHAT,
                "{\"messages\":[{\"content\":\"a\",\"role\":\"user\"},{\"content\":\"b\",\"role\":\"assistant\"},"
                        + "{\"parts\":[{\"text\":\"c\"}],\"role\":\"user\"}],\"system\":\"Be brief.\"}",
                "Hi.");

        assertThat(body)
                .isEqualTo(
                        "{\"contents\":[{\"parts\":[{\"text\":\"a\"}],\"role\":\"user\"},"
                                + "{\"parts\":[{\"text\":\"b\"}],\"role\":\"model\"},{\"parts\":[{\"text\":\"c\"}],\"role\":\"user\"},"
                                + "{\"parts\":[{\"text\":\"Hi.\"}],\"role\":\"user\"}],\"systemInstruction\":{\"parts\":[{\"text\":\"Be brief.\"}]}}");
    }

    @Test
    void contentsAreNoParam() {
        assertRefused(Endpoint.CHAT, "{\"contents\":[]}", "'contents'");
    }

    @Test
    void codeThatGeminiHasRunItselfIsNotAskedOfAnybody() {
        Reply reply = read(200, body("STOP", """
                {"executableCode":{"language":"PYTHON","code":"print(2)"}},{"codeExecutionResult":{"output":"2"}},{"text":"Two."}"""));

        assertThat(reply).isEqualTo(new Reply.Text("Two.", List.of(), USAGE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SAFETY", "RECITATION", "PROHIBITED_CONTENT"})
    void aContentThatWasWithheldIsNoAnswer(String reason) {
        assertThat(read(200, body(reason, "{\"text\":\"Once\"}"))).isInstanceOf(Reply.Filtered.class);
    }

    @Test
    void aPromptThatWasBlockedHasNoAnswer() {
        assertThat(read(
                        200,
                        "{\"promptFeedback\":{\"blockReason\":\"SAFETY\"},\"usageMetadata\":{\"promptTokenCount\":4}}"))
                .isInstanceOfSatisfying(Reply.Filtered.class, filtered -> {
                    assertThat(filtered.message()).contains("SAFETY");
                    assertThat(filtered.usage()).contains(new Tokens(4, 0));
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"MAX_TOKENS", "MALFORMED_FUNCTION_CALL", "OTHER"})
    void aContentThatEndsBeforeItsEndIsNoAnswer(String reason) {
        assertThat(read(200, body(reason, "{\"text\":\"Once\"}")))
                .isInstanceOfSatisfying(
                        Reply.Truncated.class, cut -> assertThat(cut.message()).contains(reason));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"candidates\":[]}",
                "{\"usageMetadata\":{\"promptTokenCount\":4}}",
                "{\"candidates\":[{\"finishReason\":\"STOP\"}]}",
                "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Hm.\",\"thought\":true}]},\"finishReason\":\"STOP\"}]}"
            })
    void whatHoldsNothingIsEmpty(String body) {
        assertThat(read(200, body)).isInstanceOf(Reply.Empty.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"candidates\":{}}",
                "{\"candidates\":[\"Calm.\"]}",
                "{\"candidates\":[{\"content\":{\"parts\":\"Calm.\"}}]}",
                "[{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Calm.\"}]}}]}]"
            })
    void anotherShapeIsUnreadable(String body) {
        assertThat(read(200, body)).isInstanceOf(Reply.Unreadable.class);
    }

    @ParameterizedTest
    @CsvSource({
        "429,429,RESOURCE_EXHAUSTED,false",
        "400,400,INVALID_ARGUMENT,true",
        "503,503,UNAVAILABLE,false",
        "200,503,UNAVAILABLE,false",
        "200,400,INVALID_ARGUMENT,true"
    })
    void anErrorIsToldInGeminisWords(int status, int code, String name, boolean permanent) {
        Reply reply = read(
                status, "{\"error\":{\"code\":%d,\"message\":\"Because.\",\"status\":\"%s\"}}".formatted(code, name));

        assertThat(reply).isEqualTo(new Reply.Failed(status, name, "Because.", permanent));
    }
}
