package dev.tapedeck.storage.pipeline;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.pipeline.Document;
import dev.tapedeck.pipeline.DocumentReader;
import dev.tapedeck.pipeline.MalformedText;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * A document on one line of a file.
 *
 * @param number of the line, from 1
 * @param at where the line begins in the file, in bytes
 */
record JsonLine(SourceFile file, String label, int number, long at, int length) implements Located {
    private static final int WINDOW = 64 << 10;

    /** All that the file has; empty lines hold none. */
    static List<JsonLine> in(SourceFile file) throws IOException {
        List<JsonLine> lines = new ArrayList<>();
        try (InputStream in = new BufferedInputStream(file.open(), WINDOW)) {
            long at = 0;
            int number = 1;
            for (Line line = Line.next(in); !line.isEnd(); line = Line.next(in)) {
                JsonLine found =
                        new JsonLine(file, "", number++, at, line.bytes().length());
                at += line.bytes().length() + 1;
                if (!line.isBlank()) {
                    lines.add(found.labelled(found.document(line.bytes()).label()));
                }
            }
        }
        return lines;
    }

    private JsonLine labelled(String found) {
        return new JsonLine(file, found, number, at, length);
    }

    @Override
    public String place() {
        return "line %d of %s".formatted(number, file.shown());
    }

    @Override
    public Document read() throws IOException {
        ByteBuffer line = ByteBuffer.allocate(length);
        try (SeekableByteChannel channel = file.openAt(at)) {
            while (line.hasRemaining() && channel.read(line) >= 0) {}
        }
        Document document = document(Bytes.wrap(line.array()));
        if (!document.label().equals(label)) {
            throw new UnusableFile("%s has changed while it was read. Try again.".formatted(place()));
        }
        return document;
    }

    private Document document(Bytes line) {
        if (line.length() > LARGEST) {
            throw new UnusableFile("%s is over 16 MiB. Split it.".formatted(place()));
        }
        try {
            return DocumentReader.read(line);
        } catch (MalformedText malformed) {
            throw new UnusableFile("%s is no document: %s".formatted(place(), malformed.getMessage()));
        }
    }

    /** The bytes up to the end of a line; cut off behind the longest that is read. */
    private record Line(Bytes bytes, boolean isEnd) {
        static Line next(InputStream in) throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            int next = in.read();
            boolean isEnd = next < 0;
            while (next >= 0 && next != '\n' && line.size() <= LARGEST) {
                line.write(next);
                next = in.read();
            }
            return new Line(Bytes.wrap(line.toByteArray()), isEnd);
        }

        boolean isBlank() {
            return bytes.text().isBlank();
        }
    }
}
