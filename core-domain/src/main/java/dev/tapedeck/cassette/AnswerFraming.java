package dev.tapedeck.cassette;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tapedeck.exchange.Chunk;
import dev.tapedeck.exchange.Headers;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** How the end of an answer's body can be known, and whether it is a stream. Filled as chunks arrive. */
final class AnswerFraming {
    /** What the last event of a stream holds, in the dialects that have one. */
    private static final List<byte[]> LAST_EVENTS = List.of(
            "data: [DONE]".getBytes(US_ASCII),
            "data:[DONE]".getBytes(US_ASCII),
            "event: message_stop".getBytes(US_ASCII),
            "event: response.completed".getBytes(US_ASCII),
            "event: response.incomplete".getBytes(US_ASCII),
            "event: response.failed".getBytes(US_ASCII));

    private static final long UNKNOWN = -1;
    private static final int TAIL = 64;
    private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");

    private final Headers headers;
    private final long declaredLength;
    private long received;
    private int chunks;
    /** The end of what was received: a marker may come in two pieces. */
    private byte[] tail = new byte[0];

    private boolean lastEvent;

    AnswerFraming(Headers headers) {
        this.headers = headers;
        declaredLength = headers.first("content-length")
                .filter(length -> DIGITS.matcher(length).matches())
                .map(Long::parseLong)
                .orElse(UNKNOWN);
    }

    void add(Chunk chunk) {
        received += chunk.bytes().length();
        chunks++;
        if (headers.announceEvents()) {
            byte[] seen = joined(tail, chunk.bytes().array());
            lastEvent = LAST_EVENTS.stream().anyMatch(marker -> hasLine(seen, marker));
            tail = Arrays.copyOfRange(seen, Math.max(0, seen.length - TAIL), seen.length);
        }
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** Whether the client may take the answer for whole once it has the chunk that was added last. */
    boolean mayBeWhole() {
        return received == declaredLength || lastEvent;
    }

    /** Whether a line begins with this. Within an event's data there is no line break, so text can't be taken for it. */
    private static boolean hasLine(byte[] bytes, byte[] marker) {
        for (int at = 0; at <= bytes.length - marker.length; at++) {
            if (bytes[at] == marker[0]
                    && (at == 0 || bytes[at - 1] == '\n' || bytes[at - 1] == '\r')
                    && Arrays.equals(bytes, at, at + marker.length, marker, 0, marker.length)) {
                return true;
            }
        }
        return false;
    }

    /** A stream by its type, or because it came in several pieces of which nobody knew how many. */
    boolean isStream() {
        return headers.announceStream() || declaredLength == UNKNOWN && chunks > 1;
    }
}
