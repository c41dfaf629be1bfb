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

final class ResponseTranscriptsTest extends TranscriberContract {
    private static final String RESPONSES = "/v1/responses";
    private static final Transcriber TRANSCRIBER = new OpenAiTranscriber();

    @Override
    protected Transcriber transcriber() {
        return TRANSCRIBER;
    }

    @Override
    protected Sample whole() {
        return new Sample(
                request(Dialect.OPENAI, RESPONSES, """
                        {"model":"gpt-5","instructions":"Be brief.","input":[
                        {"role":"user","content":[{"type":"input_text","text":"Weather?"},
                          {"type":"input_image","image_url":"https://example.org/sky.png"}]},
                        {"type":"function_call","call_id":"c1","name":"weather","arguments":"{}"},
                        {"type":"function_call_output","call_id":"c1","output":"sunny"}]}"""),
                Bytes.utf8("""
                        {"object":"response","model":"gpt-5-mini","status":"completed","output":[
                        {"type":"reasoning","summary":[{"type":"summary_text","text":"Easy."}]},
                        {"type":"web_search_call","id":"ws_1","status":"completed","action":{"type":"search","query":"sun"}},
                        {"type":"message","role":"assistant","content":[{"type":"output_text","text":"Sunny."}]}],
                        "usage":{"input_tokens":11,"output_tokens":7}}"""),
                new Transcript(
                        Optional.of("gpt-5-mini"),
                        List.of(
                                message("system", new Part.Text("Be brief.")),
                                message("user", new Part.Text("Weather?"), new Part.Media("image", 27)),
                                message("assistant", new Part.ToolCall("c1", "weather", "{}")),
                                message("tool", new Part.ToolResult("c1", "sunny")),
                                message(
                                        "assistant",
                                        new Part.Reasoning("Easy."),
                                        new Part.ToolCall(
                                                "ws_1", "web_search_call", "{\"type\":\"search\",\"query\":\"sun\"}"),
                                        new Part.Text("Sunny."))),
                        Optional.of(new Usage(11, 7))));
    }

    /** A stream that broke off: nothing but deltas tells what was said last. */
    @Override
    protected Sample streamed() {
        return new Sample(
                request(Dialect.OPENAI, RESPONSES, "{\"model\":\"gpt-5\",\"input\":\"Weather?\",\"stream\":true}"),
                Bytes.utf8("""
                        event: response.created
                        data: {"type":"response.created","response":{"object":"response","model":"gpt-5-mini","output":[],"usage":null}}

                        event: response.output_item.added
                        data: {"type":"response.output_item.added","output_index":0,"item":{"type":"reasoning","summary":[]}}

                        event: response.reasoning_summary_text.delta
                        data: {"type":"response.reasoning_summary_text.delta","output_index":0,"summary_index":0,"delta":"Look"}

                        event: response.reasoning_summary_text.delta
                        data: {"type":"response.reasoning_summary_text.delta","output_index":0,"summary_index":0,"delta":" up."}

                        event: response.output_item.done
                        data: {"type":"response.output_item.done","output_index":0,"item":{"type":"reasoning","summary":[{"text":"Look up."}]}}

                        event: response.output_item.added
                        data: {"type":"response.output_item.added","output_index":1,"item":{"type":"function_call","call_id":"c1","name":"weather","arguments":""}}

                        event: response.function_call_arguments.delta
                        data: {"type":"response.function_call_arguments.delta","output_index":1,"delta":"{\\"city\\":"}

                        event: response.function_call_arguments.delta
                        data: {"type":"response.function_call_arguments.delta","output_index":1,"delta":"\\"Oslo\\"}"}

                        event: response.output_text.delta
                        data: {"type":"response.output_text.delta","output_index":2,"content_index":0,"delta":"One mo"}

                        event: response.output_text.delta
                        data: {"type":"response.output_text.del"""),
                new Transcript(
                        Optional.of("gpt-5-mini"),
                        List.of(
                                message("user", new Part.Text("Weather?")),
                                message(
                                        "assistant",
                                        new Part.Reasoning("Look up."),
                                        new Part.ToolCall("c1", "weather", "{\"city\":\"Oslo\"}"),
                                        new Part.Text("One mo"))),
                        Optional.empty()));
    }

    @Test
    void theWholeResponseAtTheEndOfAStreamIsWhatCounts() {
        Transcript transcript =
                TRANSCRIBER.transcribe(request(Dialect.OPENAI, RESPONSES, "{\"input\":\"x\"}"), Bytes.utf8("""
                        data: {"type":"response.output_text.delta","output_index":0,"delta":"piece"}

                        data: {"type":"response.completed","response":{"output":[{"type":"message","role":"assistant","content":[{"type":"output_text","text":"whole"}]}],"usage":{"input_tokens":1,"output_tokens":2}}}

                        """));

        assertThat(transcript.messages().getLast()).isEqualTo(message("assistant", new Part.Text("whole")));
        assertThat(transcript.usage()).contains(new Usage(1, 2));
    }

    @Test
    void anImageIsToldByItsLengthOnly() {
        Transcript transcript = TRANSCRIBER.transcribe(
                request(Dialect.OPENAI, RESPONSES, "{\"input\":\"x\"}"),
                Bytes.utf8(
                        "{\"object\":\"response\",\"output\":[{\"type\":\"image_generation_call\",\"id\":\"i\",\"result\":\"QUJD\"}]}"));

        assertThat(transcript.messages().getLast().parts()).contains(new Part.Media("image", 4));
        assertThat(transcript.toString()).doesNotContain("QUJD");
    }

    private static Message message(String role, Part... parts) {
        return new Message(role, List.of(parts));
    }
}
