package dev.tapedeck.web.api;

import dev.tapedeck.exchange.Bytes;
import java.io.IOException;
import java.io.InputStream;

/** The text of a pipeline or a playbook, as a client sends it.
 */
final class TextBody {
    private static final int MOST = 1024 * 1024;

    private TextBody() {}

    /**
     * @param tooLarge what to say of one that is
     * @throws Refusal 413, if it is over 1 MiB; 400, if it breaks off
     */
    static Bytes read(InputStream body, String tooLarge) {
        try {
            byte[] text = body.readNBytes(MOST + 1);
            if (text.length > MOST) {
                throw new Refusal(Problem.TOO_LARGE, tooLarge);
            }
            return Bytes.wrap(text);
        } catch (IOException broken) {
            throw new Refusal(Problem.INVALID_REQUEST, "The body broke off. Send it again.");
        }
    }
}
