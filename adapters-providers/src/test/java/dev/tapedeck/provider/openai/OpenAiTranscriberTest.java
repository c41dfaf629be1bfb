package dev.tapedeck.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.Transcriber;
import dev.tapedeck.exchange.TranscriberContract;
import dev.tapedeck.exchange.Transcript;
import dev.tapedeck.exchange.Transcript.Message;
import dev.tapedeck.exchange.Transcript.Part;
import dev.tapedeck.exchange.Transcript.Usage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OpenAiTranscriberTest extends TranscriberContract {
    private static final String CHAT = "/v1/chat/completions";
    private static final Transcriber TRANSCRIBER = new OpenAiTranscriber();

    @Override
    protected Transcriber transcriber() {
        return TRANSCRIBER;
    }

    @Override
    protected Sample whole() {
        return new Sample(
                request(Dialect.OPENAI, CHAT, """
                        {"model":"gpt-4o","messages":[{"role":"system","content":"Be brief."},
                        {"role":"user","content":[{"type":"text","text":"What is this?"},
                          {"type":"image_url","image_url":{"url":"https://example.org/cat.png"}}]},
                        {"role":"assistant","content":null,"tool_calls":[
                          {"id":"c1","type":"function","function":{"name":"look","arguments":"{\\"at\\":1}"}}]},
                        {"role":"tool","tool_call_id":"c1","content":"a cat"}]}"""),
                Bytes.utf8("""
                        {"id":"x","object":"chat.completion","model":"gpt-4o-2024-08-06","choices":[{"index":0,
                        "message":{"role":"assistant","reasoning_content":"Paws.","content":"A cat."},"finish_reason":"stop"}],
                        "usage":{"prompt_tokens":20,"completion_tokens":3,"total_tokens":23}}"""),
                new Transcript(
                        Optional.of("gpt-4o-2024-08-06"),
                        List.of(
                                message("system", new Part.Text("Be brief.")),
                                message("user", new Part.Text("What is this?"), new Part.Media("image", 27)),
                                message("assistant", new Part.ToolCall("c1", "look", "{\"at\":1}")),
                                message("tool", new Part.ToolResult("c1", "a cat")),
                                message("assistant", new Part.Reasoning("Paws."), new Part.Text("A cat."))),
                        Optional.of(new Usage(20, 3))));
    }

    @Override
    protected Sample streamed() {
        return new Sample(
                request(
                        Dialect.OPENAI,
                        CHAT,
                        "{\"model\":\"gpt-4o\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"),
                Bytes.utf8("""
                        data: {"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"On"}}]}

                        data: {"model":"m","choices":[{"index":0,"delta":{"content":" it."}}]}

                        data: {"model":"m","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"c1","type":"function","function":{"name":"a","arguments":""}}]}}]}

                        data: {"model":"m","choices":[{"index":0,"delta":{"tool_calls":[{"index":1,"id":"c2","type":"function","function":{"name":"b","arguments":"{}"}}]}}]}

                        data: {"model":"m","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\\"x\\""}}]}}]}

                        data: {"model":"m","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":":1}"}}]},"finish_reason":"tool_calls"}]}

                        data: {"model":"m","choices":[],"usage":{"prompt_tokens":5,"completion_tokens":9}}

                        data: [DONE]

                        """),
                new Transcript(
                        Optional.of("m"),
                        List.of(
                                message("user", new Part.Text("Hi")),
                                message(
                                        "assistant",
                                        new Part.Text("On it."),
                                        new Part.ToolCall("c1", "a", "{\"x\":1}"),
                                        new Part.ToolCall("c2", "b", "{}"))),
                        Optional.of(new Usage(5, 9))));
    }

    @Test
    void eachChoiceIsAMessage() {
        List<Message> answer = answer(
                "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"a\"}},{\"index\":1,\"message\":{\"content\":\"b\"}}]}");

        assertThat(answer)
                .containsExactly(message("assistant", new Part.Text("a")), message("assistant", new Part.Text("b")));
    }

    @Test
    void wholeCallsWithoutIndexStayApart() {
        List<Message> answer = answer("""
                {"choices":[{"delta":{"tool_calls":[{"function":{"name":"a","arguments":"1"}}]}}]}
                {"choices":[{"delta":{"tool_calls":[{"function":{"name":"b","arguments":"2"}}]}}]}""");

        assertThat(answer)
                .containsExactly(
                        message("assistant", new Part.ToolCall("", "a", "1"), new Part.ToolCall("", "b", "2")));
    }

    @Test
    void refusalsAndSpokenAnswersAreText() {
        List<Message> answer = answer(
                "{\"choices\":[{\"message\":{\"refusal\":\"No.\",\"audio\":{\"data\":\"AAAA\",\"transcript\":\"Sorry.\"}}}]}");

        assertThat(answer).containsExactly(message("assistant", new Part.Text("No."), new Part.Text("Sorry.")));
    }

    @Test
    void thinkingPartsAreReasoning() {
        List<Message> answer = answer("""
                {"choices":[{"message":{"content":[{"type":"thinking","thinking":[{"type":"text","text":"Hm."}]},
                {"type":"text","text":"Yes."}]}}]}""");

        assertThat(answer).containsExactly(message("assistant", new Part.Reasoning("Hm."), new Part.Text("Yes.")));
    }

    @Test
    void aPromptAndItsCompletionAreAConversation() {
        Transcript transcript = TRANSCRIBER.transcribe(
                request(Dialect.OPENAI, "/v1/completions", "{\"model\":\"d\",\"prompt\":\"Once\"}"),
                Bytes.utf8("{\"choices\":[{\"index\":0,\"text\":\" upon\"}]}"));

        assertThat(transcript.messages())
                .containsExactly(message("user", new Part.Text("Once")), message("assistant", new Part.Text(" upon")));
    }

    @Test
    void whatIsNoConversationHasNoMessages() {
        Transcript transcript = TRANSCRIBER.transcribe(
                request(Dialect.OPENAI, "/v1/embeddings", "{\"model\":\"e\",\"input\":\"text\"}"),
                Bytes.utf8("{\"object\":\"list\",\"data\":[],\"model\":\"e\",\"usage\":{\"prompt_tokens\":2}}"));

        assertThat(transcript).isEqualTo(new Transcript(Optional.of("e"), List.of(), Optional.of(new Usage(2, 0))));
    }

    private static List<Message> answer(String body) {
        return TRANSCRIBER
                .transcribe(request(Dialect.OPENAI, CHAT, "{}"), Bytes.utf8(body))
                .messages();
    }

    private static Message message(String role, Part... parts) {
        return new Message(role, List.of(parts));
    }
}
