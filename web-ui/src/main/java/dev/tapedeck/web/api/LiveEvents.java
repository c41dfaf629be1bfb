package dev.tapedeck.web.api;

import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Chunk;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The server-sent events that a run's own program sends, each passed on once it is whole (WHATWG HTML, 9.2.6). For one
 * thread at a time, but {@link #cancel}.
 */
final class LiveEvents {
    private static final int LONGEST_LINE = 1 << 20;
    private static final int LARGEST_EVENT = 4 << 20;

    private final Answer answer;
    private final Sse sse;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final Deque<OutboundSseEvent> whole = new ArrayDeque<>();
    private final List<String> data = new ArrayList<>();
    private int size;
    private Optional<String> id = Optional.empty();
    private Optional<String> name = Optional.empty();
    private boolean afterReturn;

    LiveEvents(Answer answer, Sse sse) {
        this.answer = answer;
        this.sse = sse;
    }

    /**
     * Waits for the next one; nothing at the end of the source.
     *
     * @throws FailedCall if the source broke, or sends what is too large to be an event
     */
    Optional<OutboundSseEvent> next() {
        while (whole.isEmpty()) {
            Optional<Chunk> chunk = answer.next();
            if (chunk.isEmpty()) {
                return Optional.empty();
            }
            for (byte next : chunk.get().bytes().array()) {
                take(next);
            }
        }
        return Optional.of(whole.remove());
    }

    /** A line ends with CR, LF or both. */
    private void take(byte next) {
        boolean isSecond = afterReturn && next == '\n';
        afterReturn = next == '\r';
        if (isSecond) {
            return;
        }
        if (next == '\r' || next == '\n') {
            field(line.toString(StandardCharsets.UTF_8));
            line.reset();
        } else if (line.size() < LONGEST_LINE && size < LARGEST_EVENT) {
            line.write(next);
            size++;
        } else {
            throw FailedCall.live(
                    new Failure.TooLarge("The run's source sends an event of over 4 MiB, or a line of over 1 MiB."));
        }
    }

    private void field(String text) {
        if (text.isEmpty()) {
            end();
            size = 0;
            return;
        }
        int colon = text.indexOf(':');
        String field = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(colon + 1);
        value = value.startsWith(" ") ? value.substring(1) : value;
        switch (field) {
            case "data" -> data.add(value);
            case "event" -> name = Optional.of(value);
            case "id" -> id = Optional.of(value);
            default -> {} // a comment, or what nobody needs here
        }
    }

    private void end() {
        if (!data.isEmpty()) {
            OutboundSseEvent.Builder event = sse.newEventBuilder().data(String.join("\n", data));
            id.map(RunEventId::live).ifPresent(event::id);
            name.ifPresent(event::name);
            whole.add(event.build());
        }
        data.clear();
        name = Optional.empty();
    }

    /** By any thread. */
    void cancel() {
        answer.cancel();
    }

    void close() {
        answer.close();
    }
}
