package dev.tapedeck.provider.gemini;

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

final class GeminiTranscriberTest extends TranscriberContract {
    private static final String GENERATE = "/v1beta/models/gemini-2.5-flash:generateContent";
    private static final Transcriber TRANSCRIBER = new GeminiTranscriber();

    @Override
    protected Transcriber transcriber() {
        return TRANSCRIBER;
    }

    @Override
    protected Sample whole() {
        return new Sample(
                request(Dialect.GEMINI, GENERATE, """
                        {"systemInstruction":{"parts":[{"text":"Be brief."}]},"contents":[
                        {"role":"user","parts":[{"text":"Look."},{"inline_data":{"mime_type":"image/png","data":"QUJD"}}]},
                        {"role":"model","parts":[{"functionCall":{"name":"zoom","args":{"x":2}}}]},
                        {"role":"user","parts":[{"functionResponse":{"name":"zoom","response":{"ok":true}}}]}]}"""),
                Bytes.utf8("""
                        {"candidates":[{"content":{"role":"model","parts":[{"text":"Hm.","thought":true},{"text":"A cat."},
                        {"functionCall":{"id":"f1","name":"pet","args":{}}}]},"finishReason":"STOP"}],
                        "usageMetadata":{"promptTokenCount":8,"candidatesTokenCount":3,"thoughtsTokenCount":2},
                        "modelVersion":"gemini-2.5-flash-001"}"""),
                new Transcript(
                        Optional.of("gemini-2.5-flash-001"),
                        List.of(
                                message("system", new Part.Text("Be brief.")),
                                message("user", new Part.Text("Look."), new Part.Media("image/png", 4)),
                                message("assistant", new Part.ToolCall("", "zoom", "{\"x\":2}")),
                                message("user", new Part.ToolResult("zoom", "{\"ok\":true}")),
                                message(
                                        "assistant",
                                        new Part.Reasoning("Hm."),
                                        new Part.Text("A cat."),
                                        new Part.ToolCall("f1", "pet", "{}"))),
                        Optional.of(new Usage(8, 5))));
    }

    @Override
    protected Sample streamed() {
        String events = """
                data: {"candidates":[{"content":{"parts":[{"text":"One, "}],"role":"model"}}],"usageMetadata":{"promptTokenCount":2}}

                data: {"candidates":[{"content":{"parts":[{"text":"two."}],"role":"model"}}],"usageMetadata":{"promptTokenCount":2,"candidatesTokenCount":4}}

                """;
        return new Sample(
                request(Dialect.GEMINI, GENERATE, "{\"contents\":{\"parts\":[{\"text\":\"Count.\"}]}}"),
                Bytes.utf8(events.replace("\n", "\r\n")),
                counted());
    }

    private static Transcript counted() {
        return new Transcript(
                Optional.of("gemini-2.5-flash"),
                List.of(message("user", new Part.Text("Count.")), message("assistant", new Part.Text("One, two."))),
                Optional.of(new Usage(2, 4)));
    }

    @Test
    void aStreamMayBeOneArray() {
        Transcript transcript = TRANSCRIBER.transcribe(streamed().request(), Bytes.utf8("""
                        [{"candidates":[{"content":{"parts":[{"text":"One, "}],"role":"model"}}]}
                        ,
                        {"candidates":[{"content":{"parts":[{"text":"two."}],"role":"model"}}],
                        "usageMetadata":{"promptTokenCount":2,"candidatesTokenCount":4}}]"""));

        assertThat(transcript).isEqualTo(counted());
    }

    @Test
    void anArrayThatIsCutIsReadAsFarAsItGoes() {
        Transcript transcript = TRANSCRIBER.transcribe(
                streamed().request(),
                Bytes.utf8(
                        "[{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"One, \"}]}}]},{\"candidates\":[{\"con"));

        assertThat(transcript.messages().getLast()).isEqualTo(message("assistant", new Part.Text("One, ")));
    }

    @Test
    void codeAndItsResultAreAToolCall() {
        Transcript transcript = TRANSCRIBER.transcribe(streamed().request(), Bytes.utf8("""
                        {"candidates":[{"content":{"parts":[{"executableCode":{"language":"PYTHON","code":"1+1"}},
                        {"codeExecutionResult":{"outcome":"OUTCOME_OK","output":"2"}}]}}]}"""));

        assertThat(transcript.messages().getLast())
                .isEqualTo(message(
                        "assistant",
                        new Part.ToolCall("", "code_execution", "1+1"),
                        new Part.ToolResult("code_execution", "2")));
    }

    private static Message message(String role, Part... parts) {
        return new Message(role, List.of(parts));
    }
}
