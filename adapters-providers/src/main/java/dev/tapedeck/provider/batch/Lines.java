package dev.tapedeck.provider.batch;

import dev.tapedeck.exchange.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The lines of a stream, one at a time: without their ends, blank ones left out. A line longer than 64 MiB is cut there, so
 * that it is no JSON any more. Not thread-safe.
 */
final class Lines {
    static final int LONGEST = 64 * 1024 * 1024;

    private static final int PIECE = 64 * 1024;

    private final InputStream stream;
    private final int longest;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final byte[] piece = new byte[PIECE];
    private int at;
    private int end;

    Lines(InputStream stream, int longest) {
        this.stream = stream;
        this.longest = longest;
    }

    /** The next one; nothing at the end. */
    Optional<Bytes> next() throws IOException {
        boolean more = true;
        while (more) {
            more = gather();
            Bytes found = taken();
            if (!isBlank(found.array())) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    private static boolean isBlank(byte[] line) {
        for (byte letter : line) {
            if (letter != ' ' && letter != '\t' && letter != '\r') {
                return false;
            }
        }
        return true;
    }

    /** Gathers up to the next end of a line; false at the end of the stream. */
    private boolean gather() throws IOException {
        while (at < end || fill()) {
            int from = at;
            while (at < end && piece[at] != '\n') {
                at++;
            }
            line.write(piece, from, Math.min(at - from, longest - line.size()));
            if (at < end) {
                at++;
                return true;
            }
        }
        return false;
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, stream.read(piece));
        return end > 0;
    }

    private Bytes taken() {
        Bytes whole = Bytes.wrap(line.toByteArray());
        line.reset();
        int length = whole.length();
        return length > 0 && whole.array()[length - 1] == '\r' ? whole.slice(0, length - 1) : whole;
    }
}
