package dev.tapedeck.web.api;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A request's body, up to a limit. */
final class BoundedBody extends FilterInputStream {
    /** No operation needs more; a recorded request to be explained may have bodies of this size. */
    static final int MOST = 32 * 1024 * 1024;

    private int left = MOST;

    BoundedBody(InputStream body) {
        super(body);
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int read = super.read(into, from, length);
        count(Math.max(read, 0));
        return read;
    }

    private void count(int read) throws IOException {
        left -= read;
        if (left < 0) {
            throw new TooLong();
        }
    }

    /** The body is over the limit. */
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;

        TooLong() {
            super("The body is over %d bytes.".formatted(MOST));
        }
    }
}
