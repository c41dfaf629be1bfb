package dev.tapedeck.cassette;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Chunk;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Cuts the body of a stream where its events end. No byte is lost: what is no whole event stays one chunk. */
final class EventCuts {
    /** The rest of a longer stream stays in one piece. */
    private static final int MOST = 10_000;
    /** The first bytes of an {@code application/vnd.amazon.eventstream} message: its length and those of its headers. */
    private static final int PRELUDE = 12;

    private final byte[] body;

    private EventCuts(byte[] body) {
        this.body = body;
    }

    /** @param mediaType of a stream, type and subtype in lower case */
    static List<Chunk> of(String mediaType, Bytes body) {
        EventCuts cuts = new EventCuts(body.array());
        return cuts.chunks(
                body,
                switch (mediaType) {
                    case "text/event-stream" -> cuts::afterBlankLine;
                    case "application/vnd.amazon.eventstream" -> cuts::afterMessage;
                    default -> cuts::afterLine;
                });
    }

    private List<Chunk> chunks(Bytes whole, IntUnaryOperator endOfEvent) {
        List<Chunk> chunks = new ArrayList<>();
        int from = 0;
        while (from < body.length) {
            int to = chunks.size() == MOST ? body.length : endOfEvent.applyAsInt(from);
            chunks.add(new Chunk(0, whole.slice(from, to)));
            from = to;
        }
        return chunks;
    }

    private int afterLine(int from) {
        int at = from;
        while (at < body.length && body[at] != '\n' && body[at] != '\r') {
            at++;
        }
        return afterBreak(at);
    }

    /** Behind a line break of any of the three kinds; there, if none stands there. */
    private int afterBreak(int at) {
        if (at + 1 < body.length && body[at] == '\r' && body[at + 1] == '\n') {
            return at + 2;
        }
        return at < body.length && (body[at] == '\n' || body[at] == '\r') ? at + 1 : at;
    }

    /** Behind the empty lines that end an event. */
    private int afterBlankLine(int from) {
        int at = from;
        int next = afterLine(at);
        while (next < body.length && next != afterBreak(at)) {
            at = next;
            next = afterLine(at);
        }
        while (next < body.length && next != afterBreak(next)) {
            next = afterBreak(next);
        }
        return next;
    }

    private int afterMessage(int from) {
        if (body.length - from < PRELUDE) {
            return body.length;
        }
        int length = ByteBuffer.wrap(body).getInt(from);
        return length < PRELUDE || length > body.length - from ? body.length : from + length;
    }
}
