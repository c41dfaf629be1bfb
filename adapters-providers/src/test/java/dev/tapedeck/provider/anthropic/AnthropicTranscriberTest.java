package dev.tapedeck.provider.anthropic;

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

final class AnthropicTranscriberTest extends TranscriberContract {
    private static final Transcriber TRANSCRIBER = new AnthropicTranscriber();

    @Override
    protected Transcriber transcriber() {
        return TRANSCRIBER;
    }

    @Override
    protected Sample whole() {
        return new Sample(
                request(Dialect.ANTHROPIC, "/v1/messages", """
                        {"model":"claude","max_tokens":9,"system":[{"type":"text","text":"Be brief."}],"messages":[
                        {"role":"user","content":[{"type":"text","text":"Look."},
                          {"type":"image","source":{"type":"base64","media_type":"image/png","data":"QUJD"}}]},
                        {"role":"assistant","content":[{"type":"tool_use","id":"t1","name":"zoom","input":{"x":2}}]},
                        {"role":"user","content":[{"type":"tool_result","tool_use_id":"t1",
                          "content":[{"type":"text","text":"bigger"},{"type":"image","source":{"data":"QUJD"}}]}]}]}"""),
                Bytes.utf8("""
                        {"type":"message","role":"assistant","model":"claude-4","content":[
                        {"type":"thinking","thinking":"Whiskers.","signature":"abc"},
                        {"type":"text","text":"A cat."},
                        {"type":"tool_use","id":"t2","name":"pet","input":{}}],
                        "usage":{"input_tokens":10,"cache_read_input_tokens":5,"cache_creation_input_tokens":1,"output_tokens":4}}"""),
                new Transcript(
                        Optional.of("claude-4"),
                        List.of(
                                message("system", new Part.Text("Be brief.")),
                                message("user", new Part.Text("Look."), new Part.Media("image", 4)),
                                message("assistant", new Part.ToolCall("t1", "zoom", "{\"x\":2}")),
                                message("user", new Part.ToolResult("t1", "bigger\n[image]")),
                                message(
                                        "assistant",
                                        new Part.Reasoning("Whiskers."),
                                        new Part.Text("A cat."),
                                        new Part.ToolCall("t2", "pet", "{}"))),
                        Optional.of(new Usage(16, 4))));
    }

    @Override
    protected Sample streamed() {
        return new Sample(
                request(
                        Dialect.ANTHROPIC,
                        "/v1/messages",
                        "{\"model\":\"claude\",\"stream\":true,\"system\":\"S\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"),
                Bytes.utf8("""
                        event: message_start
                        data: {"type":"message_start","message":{"type":"message","model":"claude-4","content":[],"usage":{"input_tokens":7,"output_tokens":1}}}

                        event: content_block_start
                        data: {"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":""}}

                        event: ping
                        data: {"type":"ping"}

                        event: content_block_delta
                        data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Hm."}}

                        event: content_block_delta
                        data: {"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"abc"}}

                        event: content_block_start
                        data: {"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}

                        event: content_block_delta
                        data: {"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"Hel"}}

                        event: content_block_delta
                        data: {"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"lo"}}

                        event: content_block_start
                        data: {"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"t1","name":"wave","input":{}}}

                        event: content_block_delta
                        data: {"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"{\\"hand\\""}}

                        event: content_block_delta
                        data: {"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":":1}"}}

                        event: message_delta
                        data: {"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":12}}

                        event: message_stop
                        data: {"type":"message_stop"}

                        """),
                new Transcript(
                        Optional.of("claude-4"),
                        List.of(
                                message("system", new Part.Text("S")),
                                message("user", new Part.Text("Hi")),
                                message(
                                        "assistant",
                                        new Part.Reasoning("Hm."),
                                        new Part.Text("Hello"),
                                        new Part.ToolCall("t1", "wave", "{\"hand\":1}"))),
                        Optional.of(new Usage(7, 12))));
    }

    @Test
    void toolsOfTheServerAreToolsToo() {
        Transcript transcript =
                TRANSCRIBER.transcribe(request(Dialect.ANTHROPIC, "/v1/messages", "{}"), Bytes.utf8("""
                        {"type":"message","content":[{"type":"server_tool_use","id":"s","name":"web_search","input":{"query":"q"}},
                        {"type":"web_search_tool_result","tool_use_id":"s","content":[{"type":"web_search_result","title":"T"}]}]}"""));

        assertThat(transcript.messages())
                .containsExactly(message(
                        "assistant",
                        new Part.ToolCall("s", "web_search", "{\"query\":\"q\"}"),
                        new Part.ToolResult("s", "[web_search_result: T]")));
    }

    private static Message message(String role, Part... parts) {
        return new Message(role, List.of(parts));
    }
}
