package dev.tapedeck.web.transfer;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The body of an upload, up to a limit; a client that breaks off is told from a fault of ours. */
final class BoundedUpload extends FilterInputStream {
    private final long most;
    private long read;

    BoundedUpload(InputStream body, long most) {
        super(body);
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) {
        int more = readOn(into, from, length);
        read += Math.max(0, more);
        if (read > most) {
            throw FailedCall.rejected(new Failure.TooLarge(
                    "The upload is over %,d bytes. Import it in parts, or raise tapedeck.import.max-size."
                            .formatted(most)));
        }
        return more;
    }

    private int readOn(byte[] into, int from, int length) {
        try {
            return super.read(into, from, length);
        } catch (IOException broken) {
            throw FailedCall.rejected(new Failure.Invalid("upload", "The upload broke off. Send it again."));
        }
    }
}
