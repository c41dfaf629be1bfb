package dev.tapedeck.json;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** A growing run of JSON bytes. Strings are written with the fewest escapes, as RFC 8785 has it. */
public final class JsonOutput {
    private static final int LONGEST_ESCAPE = 6;

    /** A buffer that grew beyond this is given back when it is drained. */
    private static final int KEPT = 1 << 20;

    private static final boolean[] PLAIN = new boolean[128];
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    static {
        Arrays.fill(PLAIN, ' ', PLAIN.length, true);
        PLAIN['"'] = false;
        PLAIN['\\'] = false;
    }

    private byte[] buffer;
    private int length;
    private char[] characters = {};

    public JsonOutput(int expected) {
        buffer = new byte[expected];
    }

    /** How many bytes there are. */
    public int length() {
        return length;
    }

    byte[] buffer() {
        return buffer;
    }

    /** Adds one ASCII character as it is. */
    public void put(char ascii) {
        reserve(1);
        buffer[length++] = (byte) ascii;
    }

    /** Adds bytes as they are. */
    public void bytes(byte[] source, int from, int to) {
        int count = to - from;
        reserve(count);
        System.arraycopy(source, from, buffer, length, count);
        length += count;
    }

    void ascii(char[] source, int from, int count) {
        reserve(count);
        for (int at = from; at < from + count; at++) {
            buffer[length++] = (byte) source[at];
        }
    }

    /** Adds ASCII text as it is. */
    @SuppressWarnings("deprecation") // the one way to copy ASCII without a detour
    public void ascii(String text) {
        reserve(text.length());
        text.getBytes(0, text.length(), buffer, length);
        length += text.length();
    }

    /** Forgets everything from here on. */
    public void truncate(int shorter) {
        length = shorter;
    }

    /** Whether these are the bytes. */
    public boolean holds(byte[] bytes) {
        return Arrays.equals(buffer, 0, length, bytes, 0, bytes.length);
    }

    /** A copy of the bytes. */
    public byte[] toBytes() {
        return Arrays.copyOf(buffer, length);
    }

    /** Writes all bytes to the stream and begins anew. */
    public void drainTo(OutputStream stream) throws IOException {
        stream.write(buffer, 0, length);
        length = 0;
        if (buffer.length > KEPT) {
            buffer = new byte[KEPT];
            characters = new char[0];
        }
    }

    /** Writes text that stands there in valid UTF-8 as a string with its quotes. */
    public void string(byte[] utf8) {
        reserve(utf8.length + 2);
        buffer[length++] = '"';
        int plain = 0;
        for (int at = 0; at < utf8.length; at++) {
            byte next = utf8[at];
            if (next >= 0 && !PLAIN[next]) {
                bytes(utf8, plain, at);
                reserve(LONGEST_ESCAPE);
                escape((char) next);
                plain = at + 1;
            }
        }
        bytes(utf8, plain, utf8.length);
        put('"');
    }

    /**
     * Writes a string with its quotes; a lone surrogate, which UTF-8 can't hold, as an escape.
     *
     * @return false if there was a lone surrogate
     */
    public boolean string(String text) {
        int count = text.length();
        if (characters.length < count) {
            characters = new char[count];
        }
        text.getChars(0, count, characters, 0);
        return string(characters, 0, count);
    }

    /** The same with the characters of an array. */
    public boolean string(char[] source, int from, int count) {
        boolean wellFormed = true;
        int end = from + count;
        reserve(count + 2);
        buffer[length++] = '"';
        for (int at = plain(source, from, end); at < end; at = plain(source, at + 1, end)) {
            // keeps room for the rest, if it were plain, and the quote
            reserve(LONGEST_ESCAPE + end - at);
            char next = source[at];
            if (next < PLAIN.length) {
                escape(next);
            } else if (!Character.isSurrogate(next)) {
                encode(next);
            } else if (at + 1 < end && Character.isSurrogatePair(next, source[at + 1])) {
                encode(Character.toCodePoint(next, source[++at]));
            } else {
                unicodeEscape(next);
                wellFormed = false;
            }
        }
        buffer[length++] = '"';
        return wellFormed;
    }

    /** Copies what needs no escape, for which there must be room; gives the place of the first that does. */
    private int plain(char[] source, int from, int end) {
        byte[] to = buffer;
        int put = length;
        int at = from;
        while (at < end && source[at] < PLAIN.length && PLAIN[source[at]]) {
            to[put++] = (byte) source[at++];
        }
        length = put;
        return at;
    }

    private void escape(char next) {
        switch (next) {
            case '"', '\\' -> shortEscape(next);
            case '\b' -> shortEscape('b');
            case '\t' -> shortEscape('t');
            case '\n' -> shortEscape('n');
            case '\f' -> shortEscape('f');
            case '\r' -> shortEscape('r');
            default -> unicodeEscape(next);
        }
    }

    private void shortEscape(char letter) {
        buffer[length++] = '\\';
        buffer[length++] = (byte) letter;
    }

    private void unicodeEscape(char next) {
        shortEscape('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
            buffer[length++] = HEX[(next >> shift) & 0xF];
        }
    }

    private void encode(int codePoint) {
        if (codePoint < 0x800) {
            buffer[length++] = (byte) (0xC0 | (codePoint >> 6));
        } else {
            if (codePoint < 0x10000) {
                buffer[length++] = (byte) (0xE0 | (codePoint >> 12));
            } else {
                buffer[length++] = (byte) (0xF0 | (codePoint >> 18));
                continuation(codePoint >> 12);
            }
            continuation(codePoint >> 6);
        }
        continuation(codePoint);
    }

    private void continuation(int bits) {
        buffer[length++] = (byte) (0x80 | (bits & 0x3F));
    }

    private void reserve(int count) {
        if (buffer.length - length < count) {
            int needed = Math.addExact(length, count);
            buffer = Arrays.copyOf(buffer, Math.max(needed, (int) Math.min(2L * buffer.length, Integer.MAX_VALUE - 8)));
        }
    }
}
