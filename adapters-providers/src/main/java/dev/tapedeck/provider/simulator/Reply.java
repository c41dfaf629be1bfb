package dev.tapedeck.provider.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Headers;
import java.util.Collections;
import java.util.List;

/**
 * What the simulator answers.
 *
 * @param chunks the body
 * @param streamed whether it comes event by event
 * @param broken whether the connection breaks after the last chunk
 */
record Reply(int status, Headers headers, List<Bytes> chunks, boolean streamed, boolean broken) {
    Reply {
        chunks = Collections.unmodifiableList(chunks); // no copy: they may be made one by one
    }

    static Reply json(int status, JsonNode body) {
        return new Reply(
                status,
                Headers.of("content-type", "application/json"),
                List.of(Bytes.utf8(body.toString())),
                false,
                false);
    }

    static Reply json(JsonNode body) {
        return json(200, body);
    }

    /** Lines of JSON, which are made as they are read. */
    static Reply lines(List<Bytes> chunks, String contentType) {
        return new Reply(200, Headers.of("content-type", contentType), chunks, false, false);
    }

    static Reply stream(List<Bytes> events) {
        return new Reply(200, Headers.of("content-type", "text/event-stream; charset=utf-8"), events, true, false);
    }

    Reply with(String header, String value) {
        return new Reply(status, headers.with(header, value), chunks, streamed, broken);
    }

    /** The beginning of this: so many chunks of a stream, of anything else the first half, or nothing for 0. */
    Reply cutAfter(int count) {
        if (!streamed && count > 0) {
            Bytes whole = Bytes.concat(chunks);
            return broken(List.of(whole.slice(0, whole.length() / 2)));
        }
        return count < chunks.size() ? broken(chunks.subList(0, count)) : this;
    }

    private Reply broken(List<Bytes> beginning) {
        return new Reply(status, headers, beginning, streamed, true);
    }
}
