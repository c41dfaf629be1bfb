package dev.tapedeck.cassette;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tapedeck.cassette.Multipart.Header;
import dev.tapedeck.cassette.Multipart.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Takes a multipart body apart, as strictly as its writers write it: no preamble, no epilogue, CRLF, no folded headers.
 * Anything else is not taken apart at all.
 */
final class MultipartReader {
    /** RFC 2046, 5.1.1. */
    private static final int MAX_BOUNDARY = 70;

    private static final int MAX_PARTS = 10_000;

    private final byte[] body;
    private final byte[] delimiter;
    private int at;

    private MultipartReader(byte[] body, String boundary) {
        this.body = body;
        this.delimiter = ("\r\n--" + boundary).getBytes(ISO_8859_1);
    }

    /** The parts; empty if the body is not whole. */
    static Optional<List<Part>> read(byte[] body, String boundary) {
        if (boundary.isEmpty() || boundary.length() > MAX_BOUNDARY) {
            return Optional.empty();
        }
        return new MultipartReader(body, boundary).parts();
    }

    private Optional<List<Part>> parts() {
        List<Part> parts = new ArrayList<>();
        at = delimiter.length - 2;
        if (!matches(body, 0, delimiter, 2)) {
            return Optional.empty();
        }
        while (!skips("--")) {
            Optional<Part> part = part();
            if (part.isEmpty() || parts.size() == MAX_PARTS) {
                return Optional.empty();
            }
            parts.add(part.get());
        }
        skips("\r\n");
        return at == body.length ? Optional.of(parts) : Optional.empty();
    }

    /** Reads from behind one delimiter to behind the next. */
    private Optional<Part> part() {
        skipPadding();
        List<Header> headers = new ArrayList<>();
        if (!skips("\r\n") || !headers(headers)) {
            return Optional.empty();
        }
        int from = at;
        int to = find(delimiter, from);
        at = to + delimiter.length;
        return to < 0 ? Optional.empty() : Optional.of(new Part(headers, from, to));
    }

    private void skipPadding() {
        while (at < body.length && (body[at] == ' ' || body[at] == '\t')) {
            at++;
        }
    }

    private boolean headers(List<Header> headers) {
        while (!skips("\r\n")) {
            int end = find(new byte[] {'\r', '\n'}, at);
            if (end < 0 || !header(new String(body, at, end - at, ISO_8859_1), headers)) {
                return false;
            }
            at = end + 2;
        }
        return true;
    }

    private static boolean header(String line, List<Header> headers) {
        int colon = line.indexOf(':');
        if (colon < 1 || line.charAt(0) == ' ' || line.charAt(0) == '\t') {
            return false;
        }
        headers.add(new Header(
                line.substring(0, colon).toLowerCase(Locale.ROOT),
                line.substring(colon + 1).strip()));
        return true;
    }

    private boolean skips(String ascii) {
        byte[] expected = ascii.getBytes(ISO_8859_1);
        if (!matches(body, at, expected, 0)) {
            return false;
        }
        at += expected.length;
        return true;
    }

    private int find(byte[] wanted, int from) {
        for (int place = from; place <= body.length - wanted.length; place++) {
            if (body[place] == wanted[0] && matches(body, place, wanted, 0)) {
                return place;
            }
        }
        return -1;
    }

    /** Whether the wanted bytes from {@code skip} on stand at that place. */
    private static boolean matches(byte[] body, int place, byte[] wanted, int skip) {
        int end = place + wanted.length - skip;
        return end <= body.length && Arrays.equals(body, place, end, wanted, skip, wanted.length);
    }
}
