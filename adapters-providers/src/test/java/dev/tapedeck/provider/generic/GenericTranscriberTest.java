package dev.tapedeck.provider.generic;

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

final class GenericTranscriberTest extends TranscriberContract {
    private static final Transcriber TRANSCRIBER = new GenericTranscriber(List.of());

    @Override
    protected Transcriber transcriber() {
        return TRANSCRIBER;
    }

    /** Bedrock's converse. */
    @Override
    protected Sample whole() {
        return new Sample(
                request(Dialect.GENERIC, "/model/us.amazon.nova%3A0/converse", """
                        {"system":[{"text":"Be brief."}],"messages":[
                        {"role":"user","content":[{"text":"Look."},{"image":{"format":"png","source":{"bytes":"QUJD"}}}]},
                        {"role":"assistant","content":[{"toolUse":{"toolUseId":"t1","name":"zoom","input":{"x":2}}}]},
                        {"role":"user","content":[{"toolResult":{"toolUseId":"t1","content":[{"json":{"ok":true}}]}}]}]}"""),
                Bytes.utf8("""
                        {"output":{"message":{"role":"assistant","content":[
                        {"reasoningContent":{"reasoningText":{"text":"Hm."}}},{"text":"A cat."}]}},
                        "usage":{"inputTokens":9,"outputTokens":3}}"""),
                new Transcript(
                        Optional.of("us.amazon.nova:0"),
                        List.of(
                                message("system", new Part.Text("Be brief.")),
                                message("user", new Part.Text("Look."), new Part.Media("image", 4)),
                                message("assistant", new Part.ToolCall("t1", "zoom", "{\"x\":2}")),
                                message("user", new Part.ToolResult("t1", "{\"ok\":true}")),
                                message("assistant", new Part.Reasoning("Hm."), new Part.Text("A cat."))),
                        Optional.of(new Usage(9, 3))));
    }

    /** Ollama's chat, a document a line. */
    @Override
    protected Sample streamed() {
        return new Sample(
                request(
                        Dialect.GENERIC,
                        "/api/chat",
                        "{\"model\":\"llama3\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\",\"images\":[\"QUJD\"]}]}"),
                Bytes.utf8("""
                        {"model":"llama3","created_at":"1","message":{"role":"assistant","content":"","thinking":"Hm."},"done":false}
                        {"model":"llama3","created_at":"2","message":{"role":"assistant","content":"Hel"},"done":false}
                        {"model":"llama3","created_at":"3","message":{"role":"assistant","content":"lo","tool_calls":[{"function":{"name":"wave","arguments":{"hand":1}}}]},"done":false}
                        {"model":"llama3","created_at":"4","message":{"role":"assistant","content":""},"done":true,"prompt_eval_count":5,"eval_count":6}
                        """),
                new Transcript(
                        Optional.of("llama3"),
                        List.of(
                                message("user", new Part.Text("Hi"), new Part.Media("image", 4)),
                                message(
                                        "assistant",
                                        new Part.Reasoning("Hm."),
                                        new Part.Text("Hello"),
                                        new Part.ToolCall("", "wave", "{\"hand\":1}"))),
                        Optional.of(new Usage(5, 6))));
    }

    @Test
    void aPromptAndItsResponseAreAConversation() {
        Transcript transcript = TRANSCRIBER.transcribe(
                request(Dialect.GENERIC, "/api/generate", "{\"model\":\"llama3\",\"prompt\":\"Once\"}"),
                Bytes.utf8("{\"response\":\" upon\"}\n{\"response\":\" a time\"}\n"));

        assertThat(transcript.messages())
                .containsExactly(
                        message("user", new Part.Text("Once")), message("assistant", new Part.Text(" upon a time")));
    }

    @Test
    void theReadingThatFindsMostWins() {
        Transcript rich = new Transcript(
                Optional.of("m"),
                List.of(message("user", new Part.Text("a"), new Part.Text("b"), new Part.Text("c"))),
                Optional.empty());
        Transcriber generic =
                new GenericTranscriber(List.of((request, answer) -> Transcript.EMPTY, (request, answer) -> rich));

        Transcript transcript = generic.transcribe(streamed().request(), Bytes.EMPTY);

        assertThat(transcript).isEqualTo(rich);
    }

    @Test
    void ofEqualReadingsTheFirstIsTaken() {
        Transcript first =
                new Transcript(Optional.of("first"), List.of(message("user", new Part.Text("x"))), Optional.empty());
        Transcript second =
                new Transcript(Optional.of("second"), List.of(message("user", new Part.Text("x"))), Optional.empty());
        Transcriber generic = new GenericTranscriber(List.of((request, answer) -> first, (request, answer) -> second));

        Transcript transcript = generic.transcribe(request(Dialect.GENERIC, "/", ""), Bytes.EMPTY);

        assertThat(transcript.model()).contains("first");
    }

    @Test
    void whatIsNotRecognisedIsEmpty() {
        Transcript transcript = TRANSCRIBER.transcribe(
                request(Dialect.GENERIC, "/model/x/anything", "{\"a\":1}"), Bytes.utf8("<html>"));

        assertThat(transcript).isEqualTo(Transcript.EMPTY);
    }

    private static Message message(String role, Part... parts) {
        return new Message(role, List.of(parts));
    }
}
