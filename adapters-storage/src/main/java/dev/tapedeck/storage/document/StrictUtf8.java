package dev.tapedeck.storage.document;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Passes bytes on as long as they are UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing beyond U+10FFFF. JSON
 * parsers are more lenient than that. Ends right behind the last byte that is in order, before a byte order mark too.
 */
final class StrictUtf8 extends FilterInputStream {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long NON_ASCII = 0x8080_8080_8080_8080L;

    /** The first byte of the mark: no JSON begins with it. */
    private static final byte BYTE_ORDER_MARK = (byte) 0xEF;

    private static final int ANY_LOW = 0x80;
    private static final int ANY_HIGH = 0xBF;

    /** How many continuation bytes are still to come, and between what bounds the next one lies. */
    private int pending;

    private int low = ANY_LOW;
    private int high = ANY_HIGH;
    private boolean begun;
    private Ending ending = Ending.PLAIN;

    StrictUtf8(InputStream in) {
        super(in);
    }

    /** Why there is nothing more. */
    enum Ending {
        /** there are no more bytes */
        PLAIN,
        BYTE_ORDER_MARK,
        MALFORMED
    }

    Ending ending() {
        return ending;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = ending == Ending.PLAIN ? in.read(buffer, offset, length) : -1;
        if (count < 0) {
            return count;
        }
        if (!begun && count > 0) {
            begun = true;
            if (buffer[offset] == BYTE_ORDER_MARK) {
                ending = Ending.BYTE_ORDER_MARK;
                return -1;
            }
        }
        int good = good(buffer, offset, offset + count);
        if (good < count) {
            ending = Ending.MALFORMED;
        }
        return good == 0 && count > 0 ? -1 : good;
    }

    /** How many bytes are in order. */
    private int good(byte[] buffer, int from, int to) {
        int at = from;
        while (at < to) {
            if (pending == 0 && at <= to - Long.BYTES && ((long) LONGS.get(buffer, at) & NON_ASCII) == 0) {
                at += Long.BYTES;
            } else if (accepts(buffer[at] & 0xFF)) {
                at++;
            } else {
                break;
            }
        }
        return at - from;
    }

    private boolean accepts(int next) {
        if (pending > 0) {
            boolean accepted = next >= low && next <= high;
            pending--;
            low = ANY_LOW;
            high = ANY_HIGH;
            return accepted;
        }
        return next < ANY_LOW || lead(next);
    }

    /** RFC 3629, section 4: the bounds of the second byte depend on the first. */
    private boolean lead(int first) {
        switch (first) {
            case 0xE0 -> low = 0xA0;
            case 0xED -> high = 0x9F;
            case 0xF0 -> low = 0x90;
            case 0xF4 -> high = 0x8F;
            default -> {}
        }
        pending = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
        return first >= 0xC2 && first <= 0xF4;
    }
}
