package dev.tapedeck.storage.formats;

import dev.tapedeck.transfer.ImportFile;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.zip.GZIPInputStream;

/** A file's bytes, unpacked if it is packed with gzip, up to a limit. */
final class Opened extends FilterInputStream {
    private static final int BUFFER = 16 << 10;
    private static final int HEAD = 4 << 10;

    private final long most;
    private long left;

    private Opened(InputStream in, long most) {
        super(in);
        this.most = most;
        this.left = most;
    }

    static BufferedInputStream file(ImportFile file, ImportLimits limits) throws IOException {
        long length = Files.size(file.content());
        BufferedInputStream stored = new BufferedInputStream(Files.newInputStream(file.content()), BUFFER);
        if (Coding.marked(peek(stored)).filter(Coding.GZIP::equals).isEmpty()) {
            return new BufferedInputStream(new Opened(stored, limits.file()), BUFFER);
        }
        try {
            InputStream unpacked = new GZIPInputStream(stored, BUFFER);
            return new BufferedInputStream(new Opened(unpacked, limits.unpacked(length, limits.file())), BUFFER);
        } catch (IOException broken) {
            stored.close();
            throw broken;
        }
    }

    /** The same stream, which is refused once it turns out to be longer than that. */
    static InputStream upTo(InputStream in, long most) {
        return new Opened(in, most);
    }

    /** Refuses a file that is too long as it lies there, before it is read. */
    static void checkLength(ImportFile file, long most) throws IOException {
        if (Files.size(file.content()) > most) {
            throw tooLong(most);
        }
    }

    private static Refusal tooLong(long most) {
        return new Refusal("", "This file, unpacked if it was packed, is over %,d bytes. Split it.".formatted(most));
    }

    /** The first bytes; the stream stands where it stood. */
    static byte[] peek(BufferedInputStream in) throws IOException {
        in.mark(HEAD);
        byte[] head = in.readNBytes(HEAD);
        in.reset();
        return head;
    }

    /** The beginning as text, without a byte order mark and white space. */
    static String beginning(byte[] head) {
        return new String(head, StandardCharsets.UTF_8).replaceFirst("^\\uFEFF?\\s*", "");
    }

    @Override
    public int read() throws IOException {
        int octet = super.read();
        count(octet < 0 ? 0 : 1);
        return octet;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int read = super.read(into, from, length);
        count(Math.max(0, read));
        return read;
    }

    private void count(int read) {
        left -= read;
        if (left < 0) {
            throw tooLong(most);
        }
    }
}
