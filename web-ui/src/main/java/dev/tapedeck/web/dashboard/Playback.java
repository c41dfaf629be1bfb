package dev.tapedeck.web.dashboard;

import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.Outcome;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Chunk;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.Transcript;
import dev.tapedeck.exchange.Transcript.Part;
import dev.tapedeck.web.gateway.Transcripts;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * A streamed text and when each piece of it came.
 *
 * @param text the whole text
 * @param frames {@code <milliseconds since the start>:<characters that had come>}, separated by spaces
 */
public record Playback(String text, String frames) {
    static final Playback NONE = new Playback("", "");

    /** How often the text is read while it grows: each time costs as much as reading what has come so far. */
    private static final int MOST_FRAMES = 150;

    /** A longer answer is not played. */
    private static final int LONGEST = 512 * 1024;

    static Playback of(Interaction interaction, Outcome.Stream stream, Transcripts transcripts) {
        Bytes whole = stream.body();
        if (whole.length() > LONGEST) {
            return NONE;
        }
        ProviderRequest request = withoutBody(interaction.ticket().request());
        String text = text(transcripts.of(request, whole));
        return text.isEmpty()
                ? NONE
                : new Playback(
                        text,
                        frames(
                                stream.chunks(),
                                whole,
                                part -> text(transcripts.of(request, part)).length()));
    }

    private interface Length {
        int of(Bytes part);
    }

    private static String frames(List<Chunk> chunks, Bytes whole, Length length) {
        StringJoiner frames = new StringJoiner(" ");
        int step = Math.ceilDiv(chunks.size(), MOST_FRAMES);
        long at = 0;
        int bytes = 0;
        for (int index = 0; index < chunks.size(); index++) {
            at += chunks.get(index).afterMillis();
            bytes += chunks.get(index).bytes().length();
            if (index % step == 0 || index == chunks.size() - 1) {
                frames.add(at + ":" + length.of(whole.slice(0, bytes)));
            }
        }
        return frames.toString();
    }

    /** Only the answer is played, so only the answer is read. */
    private static ProviderRequest withoutBody(ProviderRequest request) {
        return new ProviderRequest(
                request.provider(),
                request.dialect(),
                request.method(),
                request.path(),
                request.query(),
                request.headers(),
                Bytes.EMPTY);
    }

    private static String text(Transcript transcript) {
        return transcript.messages().stream()
                .flatMap(message -> message.parts().stream())
                .map(Playback::text)
                .collect(Collectors.joining());
    }

    private static String text(Part part) {
        return switch (part) {
            case Part.Text(String text) -> text;
            case Part.Reasoning(String text) -> text;
            case Part.ToolCall call -> call.arguments();
            case Part.ToolResult result -> "";
            case Part.Media media -> "";
        };
    }
}
