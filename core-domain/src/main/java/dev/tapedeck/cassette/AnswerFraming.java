package dev.tapedeck.cassette;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Chunk;
import dev.tapedeck.exchange.Headers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How the end of an answer's body can be known, and whether it is a stream. Filled as chunks arrive. */
final class AnswerFraming {
    private static final String EVENTS = "text/event-stream";
    private static final Set<String> STREAMS =
            Set.of(EVENTS, "application/x-ndjson", "application/stream+json", "application/vnd.amazon.eventstream");

    /** What the last event of a stream holds, in the dialects that have one. */
    private static final List<byte[]> LAST_EVENTS = List.of(
            "data: [DONE]".getBytes(US_ASCII),
            "data:[DONE]".getBytes(US_ASCII),
            "event: message_stop".getBytes(US_ASCII),
            "event: response.completed".getBytes(US_ASCII),
            "event: response.incomplete".getBytes(US_ASCII),
            "event: response.failed".getBytes(US_ASCII));

    private static final long UNKNOWN = -1;

    private final String mediaType;
    private final long declaredLength;
    private long received;
    private int chunks;

    AnswerFraming(Headers headers) {
        mediaType = headers.contentType()
                .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .orElse("");
        declaredLength = headers.first("content-length").map(Long::parseLong).orElse(UNKNOWN);
    }

    void add(Chunk chunk) {
        received += chunk.bytes().length();
        chunks++;
    }

    /** Whether the client may take the answer for whole once it has this chunk, the latest that was added. */
    boolean mayComplete(Chunk chunk) {
        return received == declaredLength
                || mediaType.equals(EVENTS) && endsEvents(chunk.bytes().array());
    }

    private static boolean endsEvents(byte[] bytes) {
        return LAST_EVENTS.stream().anyMatch(marker -> contains(bytes, marker));
    }

    private static boolean contains(byte[] bytes, byte[] marker) {
        for (int at = 0; at <= bytes.length - marker.length; at++) {
            if (bytes[at] == marker[0] && Arrays.equals(bytes, at, at + marker.length, marker, 0, marker.length)) {
                return true;
            }
        }
        return false;
    }

    /** A stream by its type, or because it came in several pieces of which nobody knew how many. */
    boolean isStream() {
        return STREAMS.contains(mediaType) || declaredLength == UNKNOWN && chunks > 1;
    }

    Bytes body(List<Chunk> all) {
        return Bytes.concat(all.stream().map(Chunk::bytes).toList());
    }
}
