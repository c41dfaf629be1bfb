package dev.tapedeck.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.stream.IntStream;

/** Bytes for the wire, of which it is known for each whether it is one of the body. */
final class Tracked {
    private final ByteArrayOutputStream wire = new ByteArrayOutputStream();
    private final IntStream.Builder bodyBytes = IntStream.builder();
    private int inBody;

    Tracked() {
        bodyBytes.add(0);
    }

    void frame(String text) {
        add(text, 0);
    }

    void body(String text) {
        add(text, 1);
    }

    private void add(String text, int step) {
        for (byte next : text.getBytes(UTF_8)) {
            wire.write(next);
            inBody += step;
            bodyBytes.add(inBody);
        }
    }

    byte[] wire() {
        return wire.toByteArray();
    }

    /** For each number of bytes on the wire, from none to all, how many of the body are among them. */
    int[] bodyBytes() {
        return bodyBytes.build().toArray();
    }
}
