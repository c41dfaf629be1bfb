package dev.tapedeck.provider.simulator;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;

/** What a call sends as its body, from memory or from a file. */
final class SentBody {
    /** So much is kept of files, and of batches. */
    static final int MOST = 128 * 1024 * 1024;

    private SentBody() {}

    /** Reads the stream of a body. */
    interface Reader<T> {
        T read(InputStream body) throws IOException;
    }

    /** @throws FailedCall {@code Invalid}, if there is no such file */
    static <T> T read(Call call, Reader<T> reader) {
        try (InputStream body = open(call)) {
            return reader.read(body);
        } catch (IOException unreadable) {
            throw FailedCall.rejected(
                    new Failure.Invalid("upload", "The file that was to be sent to the simulator can't be read."));
        }
    }

    private static InputStream open(Call call) throws IOException {
        return call.upload().isPresent()
                ? Files.newInputStream(call.upload().get())
                : new ByteArrayInputStream(call.request().body().array());
    }

    /** All of it, if it isn't too large. */
    static Bytes whole(Call call) {
        byte[] body = read(call, stream -> stream.readNBytes(MOST + 1));
        if (body.length > MOST) {
            throw Refusal.tooLarge();
        }
        return Bytes.wrap(body);
    }
}
