package dev.tapedeck.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;

/** Strict UTF-8 (RFC 3629): no overlong forms, no surrogates. JSON parsers are more lenient than that. */
public final class Utf8 {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long NON_ASCII = 0x8080_8080_8080_8080L;
    private static final int WINDOW = 4096;

    private Utf8() {}

    /** The offset of the first sequence that is no UTF-8, or -1 if there is none. */
    public static int firstFault(byte[] bytes) {
        int ascii = asciiPrefix(bytes);
        return ascii == bytes.length ? -1 : firstFault(ByteBuffer.wrap(bytes, ascii, bytes.length - ascii));
    }

    private static int asciiPrefix(byte[] bytes) {
        int at = 0;
        while (at <= bytes.length - Long.BYTES && ((long) LONGS.get(bytes, at) & NON_ASCII) == 0) {
            at += Long.BYTES;
        }
        while (at < bytes.length && bytes[at] >= 0) {
            at++;
        }
        return at;
    }

    private static int firstFault(ByteBuffer bytes) {
        CharsetDecoder decoder = UTF_8.newDecoder();
        CharBuffer window = CharBuffer.allocate(Math.min(WINDOW, bytes.remaining()));
        CoderResult result;
        do {
            window.clear();
            result = decoder.decode(bytes, window, true);
        } while (result.isOverflow());
        return result.isError() ? bytes.position() : -1;
    }
}
