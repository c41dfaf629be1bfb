package dev.tapedeck.support;

import dev.tapedeck.exchange.Bytes;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a scripted upstream answers: whole with its length, or in chunks that the script sends one at a time. */
public sealed interface ScriptedReply {
    void sendOn(Wire wire) throws IOException;

    /** A body in one piece, with its length. */
    record Whole(int status, Map<String, String> headers, Bytes body) implements ScriptedReply {
        @Override
        public void sendOn(Wire wire) throws IOException {
            Map<String, String> all = new LinkedHashMap<>(headers);
            if (status != 204 && status != 304) {
                all.put("content-length", Integer.toString(body.length()));
            }
            wire.sendHead(status, all);
            wire.sendRaw(body.array());
        }
    }

    /** A chunked body, sent by a script that may wait between chunks and may cut the connection. */
    record Chunked(int status, Map<String, String> headers, ChunkScript script) implements ScriptedReply {
        @Override
        public void sendOn(Wire wire) throws IOException {
            Map<String, String> all = new LinkedHashMap<>(headers);
            all.put("transfer-encoding", "chunked");
            wire.sendHead(status, all);
            script.send(wire);
            wire.sendLastChunk();
        }
    }

    /** Bytes as they are, head and frames included; then the connection ends. */
    record Raw(Bytes wire) implements ScriptedReply {
        @Override
        public void sendOn(Wire on) throws IOException {
            on.sendRaw(wire.array());
            throw Wire.cut();
        }
    }

    /** Nothing at all: the connection ends before one byte. */
    record Nothing() implements ScriptedReply {
        @Override
        public void sendOn(Wire wire) {
            throw Wire.cut();
        }
    }

    /** Sends the chunks of one answer. */
    @FunctionalInterface
    interface ChunkScript {
        void send(Wire wire) throws IOException;
    }

    static ScriptedReply json(int status, String body) {
        return new Whole(status, Map.of("content-type", "application/json"), Bytes.utf8(body));
    }

    static ScriptedReply json(String body) {
        return json(200, body);
    }

    /** Server-sent events: each text is one chunk. */
    static ScriptedReply events(List<String> chunks) {
        return events(wire -> {
            for (String chunk : chunks) {
                wire.sendChunk(chunk);
            }
        });
    }

    static ScriptedReply events(ChunkScript script) {
        return new Chunked(200, Map.of("content-type", "text/event-stream"), script);
    }
}
