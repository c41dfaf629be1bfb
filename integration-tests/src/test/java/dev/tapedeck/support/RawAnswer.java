package dev.tapedeck.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/**
 * An answer as it stood on the wire, up to the last byte before a cut. The JDK's client can't tell that: when a
 * connection breaks, it drops what it has received but not yet handed out.
 *
 * @param whole whether the body came to the end that its framing announces
 */
public record RawAnswer(int status, String body, boolean whole) {
    private static final int END_OF_LINE = 2;

    static RawAnswer readFrom(InputStream in) throws IOException {
        String statusLine = line(in);
        if (statusLine.isEmpty()) {
            throw new EOFException("The connection ended before an answer came.");
        }
        int length = -1;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(
                        lower.substring("content-length:".length()).strip());
            }
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        boolean whole = length >= 0 ? copies(in, body, length) : copiesChunks(in, body);
        return new RawAnswer(Integer.parseInt(statusLine.split(" ", 3)[1]), body.toString(UTF_8), whole);
    }

    private static boolean copiesChunks(InputStream in, ByteArrayOutputStream body) throws IOException {
        for (String size = line(in); !size.isEmpty(); size = line(in)) {
            int length = Integer.parseInt(size, 16);
            if (length == 0) {
                return in.readNBytes(END_OF_LINE).length == END_OF_LINE;
            }
            if (!copies(in, body, length)) {
                return false;
            }
            line(in);
        }
        return false;
    }

    private static boolean copies(InputStream in, ByteArrayOutputStream body, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        body.write(bytes);
        return bytes.length == length;
    }

    /** A line without its end; empty at the end of everything. */
    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(ISO_8859_1);
    }
}
