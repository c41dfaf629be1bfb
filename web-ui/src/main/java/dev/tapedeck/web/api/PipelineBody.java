package dev.tapedeck.web.api;

import dev.tapedeck.exchange.Bytes;
import java.io.IOException;
import java.io.InputStream;

/** The text of a pipeline, as a client sends it. */
final class PipelineBody {
    private static final int MOST = 1024 * 1024;

    private PipelineBody() {}

    /** @throws Refusal 413, if it is over 1 MiB; 400, if it breaks off */
    static Bytes read(InputStream body) {
        try {
            byte[] text = body.readNBytes(MOST + 1);
            if (text.length > MOST) {
                throw new Refusal(
                        Problem.TOO_LARGE,
                        "A pipeline has at most 1 MiB. Put its documents into a folder beside it in tapedeck.builds.directory.");
            }
            return Bytes.wrap(text);
        } catch (IOException broken) {
            throw new Refusal(Problem.INVALID_REQUEST, "The body broke off. Send it again.");
        }
    }
}
