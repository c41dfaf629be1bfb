package dev.tapedeck.storage.formats;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Headers.Field;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A raw message of HTTP/1.1 (RFC 9112).
 *
 * @param startLine the request line or the status line
 * @param body without the chunked coding, if the bytes have it
 */
record HttpMessage(String startLine, Headers headers, Bytes body) {
    private static final Pattern CHUNK_SIZE = Pattern.compile("([0-9a-fA-F]{1,7})(?:[ \\t]*;.*)?");
    private static final int MOST_FIELDS = 1_000;

    static HttpMessage parsed(String place, byte[] bytes) {
        Lines lines = new Lines(bytes);
        String start = lines.next().orElse("");
        List<Field> fields = new ArrayList<>();
        for (String line = head(place, lines); !line.isEmpty(); line = head(place, lines)) {
            int colon = line.indexOf(':');
            if (colon < 1 || fields.size() == MOST_FIELDS) {
                throw new Refusal(place, "A header field is expected here.");
            }
            fields.add(new Field(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        Headers headers = new Headers(fields);
        boolean chunked = headers.all("transfer-encoding").anyMatch(coding -> coding.equalsIgnoreCase("chunked"));
        Bytes rest = Bytes.wrap(bytes).slice(lines.at, bytes.length);
        return new HttpMessage(start, headers, chunked ? unchunked(rest.array()).orElse(rest) : rest);
    }

    private static String head(String place, Lines lines) {
        return lines.next().orElseThrow(() -> new Refusal(place, "The head of this message has no end."));
    }

    /** The chunks' content, or nothing if these are no chunks: some recorders keep the header over a plain body. */
    private static Optional<Bytes> unchunked(byte[] bytes) {
        Lines lines = new Lines(bytes);
        ByteArrayOutputStream content = new ByteArrayOutputStream(bytes.length);
        while (true) {
            Matcher size = CHUNK_SIZE.matcher(lines.next().orElse(""));
            if (!size.matches()) {
                return Optional.empty();
            }
            int length = Integer.parseInt(size.group(1), 16);
            if (length == 0) {
                return Optional.of(Bytes.wrap(content.toByteArray()));
            }
            if (length > bytes.length - lines.at) {
                return Optional.empty();
            }
            content.write(bytes, lines.at, length);
            lines.at += length;
            if (!lines.next().orElse("-").isEmpty()) {
                return Optional.empty();
            }
        }
    }

    /** Lines that end with LF or CR LF. */
    private static final class Lines {
        private final byte[] bytes;
        private int at;

        Lines(byte[] bytes) {
            this.bytes = bytes;
        }

        Optional<String> next() {
            for (int end = at; end < bytes.length; end++) {
                if (bytes[end] == '\n') {
                    int last = end > at && bytes[end - 1] == '\r' ? end - 1 : end;
                    String line = new String(bytes, at, last - at, StandardCharsets.UTF_8);
                    at = end + 1;
                    return Optional.of(line);
                }
            }
            return Optional.empty();
        }
    }
}
