package dev.tapedeck.storage.pipeline;

import dev.tapedeck.declared.MalformedText;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.pipeline.Document;
import dev.tapedeck.pipeline.DocumentReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        try (InputStream in = file.open()) {
            Lines all = new Lines(in);
            long at = 0;
            int number = 1;
            for (Optional<Bytes> line = all.next(); line.isPresent(); line = all.next()) {
                Bytes bytes = line.get();
                JsonLine found = new JsonLine(file, "", number++, at, bytes.length());
                at += bytes.length() + 1;
                if (!bytes.text().isBlank()) {
                    lines.add(found.labelled(found.document(bytes).label()));
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

    /** The lines of a stream, one after the other. */
    private static final class Lines {
        private final InputStream in;
        private final byte[] window = new byte[WINDOW];
        private int at;
        private int end;

        Lines(InputStream in) {
            this.in = in;
        }

        /** The bytes up to the end of the next line, cut off behind the longest that is read; none at the end. */
        Optional<Bytes> next() throws IOException {
            if (!isFilled()) {
                return Optional.empty();
            }
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            boolean isOpen = true;
            while (isOpen && line.size() <= LARGEST && isFilled()) {
                int from = at;
                while (at < end && window[at] != '\n') {
                    at++;
                }
                line.write(window, from, at - from);
                isOpen = at == end;
            }
            at += isOpen ? 0 : 1;
            return Optional.of(Bytes.wrap(line.toByteArray()));
        }

        private boolean isFilled() throws IOException {
            if (at == end) {
                at = 0;
                end = Math.max(0, in.read(window));
            }
            return at < end;
        }
    }
}
