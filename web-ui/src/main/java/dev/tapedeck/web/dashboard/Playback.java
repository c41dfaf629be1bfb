package dev.tapedeck.web.dashboard;

import dev.tapedeck.cassette.Outcome;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Chunk;
import java.util.List;
import java.util.StringJoiner;

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

    static Playback of(Outcome.Stream stream, StreamedText said) {
        Bytes whole = stream.body();
        if (whole.length() > LONGEST) {
            return NONE;
        }
        String text = said.in(whole);
        return text.isEmpty() ? NONE : new Playback(text, frames(stream.chunks(), whole, said));
    }

    private static String frames(List<Chunk> chunks, Bytes whole, StreamedText said) {
        StringJoiner frames = new StringJoiner(" ");
        int step = Math.ceilDiv(chunks.size(), MOST_FRAMES);
        long at = 0;
        int bytes = 0;
        for (int index = 0; index < chunks.size(); index++) {
            at += chunks.get(index).afterMillis();
            bytes += chunks.get(index).bytes().length();
            if (index % step == 0 || index == chunks.size() - 1) {
                frames.add(at + ":" + said.in(whole.slice(0, bytes)).length());
            }
        }
        return frames.toString();
    }
}
