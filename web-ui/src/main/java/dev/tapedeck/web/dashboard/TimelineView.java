package dev.tapedeck.web.dashboard;

import dev.tapedeck.cassette.Outcome;
import dev.tapedeck.exchange.Chunk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The chunks of a stream over time, in a field of {@value #WIDTH} by {@value #HEIGHT}.
 *
 * @param end the terminal marker: {@code end}, {@code error} or {@code aborted}
 * @param rows a part of the chunks
 * @param from the index of the first one shown
 * @param next the index of the first one of the next part; 0 if there is none
 * @param previous the index of the first one of the part before; -1 if there is none
 * @param playback what the play button plays
 */
public record TimelineView(
        int count,
        long firstMillis,
        long totalMillis,
        long longestGap,
        String end,
        List<Bar> bars,
        List<Row> rows,
        int from,
        int next,
        int previous,
        Playback playback) {
    public static final int WIDTH = 800;
    public static final int HEIGHT = 80;
    static final TimelineView NONE = new TimelineView(0, 0, 0, 0, "end", List.of(), List.of(), 0, 0, -1, Playback.NONE);

    private static final int SLOTS = 200;
    private static final int SLOT = WIDTH / SLOTS;
    private static final int LOWEST = 3;
    private static final int ROWS = 200;
    private static final int PREVIEW = 240;
    private static final String WITHHELD = "«withheld: a secret was found in this answer»";
    /** Larger chunks are shown by their beginning only. */
    private static final int WORDS_READ = 16 * 1024;

    public TimelineView {
        bars = List.copyOf(bars);
        rows = List.copyOf(rows);
    }

    /** The bytes of a short span of time. */
    public record Bar(int x, double y, int width, double height, String label) {}

    /**
     * @param afterMillis since the chunk before
     * @param atMillis since the call began
     * @param share {@code afterMillis} of the longest gap, in hundredths
     * @param said the words in it, as far as it can be understood by itself
     * @param preview its beginning, in one line
     */
    public record Row(int number, long afterMillis, long atMillis, int share, int bytes, String said, String preview) {}

    /** A chunk and when it came. */
    private record Timed(int number, Chunk chunk, long atMillis) {
        int bytes() {
            return chunk.bytes().length();
        }
    }

    /** @param words what reads the chunks; nothing if their content must not be shown */
    static TimelineView of(Outcome.Stream stream, int from, Optional<StreamedText> words) {
        List<Timed> all = timed(stream.chunks());
        long longestGap =
                stream.chunks().stream().mapToLong(Chunk::afterMillis).max().orElse(0);
        int start = Math.clamp(from, 0, Math.max(0, all.size() - 1));
        int end = Math.min(all.size(), start + ROWS);
        return new TimelineView(
                all.size(),
                all.isEmpty() ? 0 : all.getFirst().atMillis(),
                all.isEmpty() ? 0 : all.getLast().atMillis(),
                longestGap,
                stream.end().id(),
                bars(all),
                all.subList(start, end).stream()
                        .map(chunk -> row(chunk, Math.max(1, longestGap), words))
                        .toList(),
                start,
                end < all.size() ? end : 0,
                start == 0 ? -1 : Math.max(0, start - ROWS),
                words.map(said -> Playback.of(stream, said)).orElse(Playback.NONE));
    }

    private static List<Timed> timed(List<Chunk> chunks) {
        List<Timed> timed = new ArrayList<>(chunks.size());
        long at = 0;
        for (Chunk chunk : chunks) {
            at += chunk.afterMillis();
            timed.add(new Timed(timed.size() + 1, chunk, at));
        }
        return timed;
    }

    private static Row row(Timed timed, long longestGap, Optional<StreamedText> words) {
        long after = timed.chunk().afterMillis();
        return new Row(
                timed.number(),
                after,
                timed.atMillis(),
                (int) (after * 100 / longestGap),
                timed.bytes(),
                words.filter(any -> timed.bytes() <= WORDS_READ)
                        .map(said -> said.in(timed.chunk().bytes()))
                        .orElse(""),
                words.isPresent() ? preview(timed.chunk()) : WITHHELD);
    }

    private static String preview(Chunk chunk) {
        String text = chunk.bytes()
                .slice(0, Math.min(chunk.bytes().length(), PREVIEW))
                .text()
                .strip();
        return text.replace("\r", "").replace("\n", "⏎ ") + (chunk.bytes().length() > PREVIEW ? "…" : "");
    }

    private static List<Bar> bars(List<Timed> rows) {
        long total = rows.isEmpty() ? 1 : Math.max(1, rows.getLast().atMillis());
        Map<Integer, List<Timed>> slots = new TreeMap<>();
        rows.forEach(
                row -> slots.computeIfAbsent((int) (row.atMillis() * (SLOTS - 1) / total), any -> new ArrayList<>())
                        .add(row));
        long most = slots.values().stream().mapToLong(TimelineView::bytes).max().orElse(1);
        return slots.entrySet().stream()
                .map(slot -> bar(slot.getKey(), slot.getValue(), Math.max(1, most)))
                .toList();
    }

    private static long bytes(List<Timed> rows) {
        return rows.stream().mapToLong(Timed::bytes).sum();
    }

    private static Bar bar(int slot, List<Timed> rows, long most) {
        double height = Math.max(LOWEST, Math.round((double) bytes(rows) * HEIGHT / most * 10) / 10.0);
        return new Bar(
                slot * SLOT,
                HEIGHT - height,
                SLOT - 1,
                height,
                "%s after %s, %s"
                        .formatted(
                                Figures.plural(rows.size(), "chunk"),
                                Figures.millis(rows.getFirst().atMillis()),
                                Figures.bytes(bytes(rows))));
    }
}
