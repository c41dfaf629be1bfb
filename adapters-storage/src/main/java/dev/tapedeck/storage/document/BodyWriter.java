package dev.tapedeck.storage.document;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.json.JsonOutput;
import dev.tapedeck.json.Utf8;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;

/** Writes bytes in the most readable of the forms that give them back: {@code json}, {@code text}, {@code base64}. */
final class BodyWriter {
    private static final int BASE64_IN = 3;
    private static final int BASE64_OUT = 4;

    private final Layout layout;
    private final JsonOutput scratch = new JsonOutput(1 << 10);

    BodyWriter(Layout layout) {
        this.layout = layout;
    }

    /** The object that stands for a body. */
    void body(Bytes body) throws IOException {
        boolean text = isText(body);
        Optional<Style> style = text ? style(body.array()) : Optional.empty();
        layout.open('{');
        if (style.isPresent()) {
            json(body.array(), style.get());
        } else {
            bytes(body, text);
        }
        layout.close('}');
    }

    /** The member {@code text} or {@code base64}. */
    void bytes(Bytes bytes) {
        bytes(bytes, isText(bytes));
    }

    private void bytes(Bytes bytes, boolean text) {
        if (text) {
            layout.name("text");
            layout.out().string(limited(bytes, JsonLimits.MAX_TEXT));
        } else {
            byte[] encoded = Base64.getEncoder().encode(limited(bytes, JsonLimits.MAX_TEXT / BASE64_OUT * BASE64_IN));
            layout.name("base64");
            layout.out().string(encoded);
        }
    }

    private static boolean isText(Bytes bytes) {
        return Utf8.firstFault(bytes.array()) < 0;
    }

    private static byte[] limited(Bytes bytes, int max) {
        if (bytes.length() > max) {
            throw FailedCall.rejected(new Failure.TooLarge(
                    "A body of %,d bytes can't stand in a cassette document: at most %,d can. Make this call in mode off."
                            .formatted(bytes.length(), max)));
        }
        return bytes.array();
    }

    private void json(byte[] json, Style style) throws IOException {
        if (style != Style.COMPACT) {
            layout.member("style", style.id());
        }
        layout.name("json");
        JsonCopy.document(json, layout);
    }

    /** In which style writing the value gives the very bytes, if it does in one. */
    private Optional<Style> style(byte[] body) {
        Style style = body.length > 1 && body[1] == '\n' ? Style.TWO_SPACE : Style.COMPACT;
        scratch.truncate(0);
        try {
            JsonCopy.document(body, Layout.of(style, scratch));
        } catch (IOException noJson) {
            return Optional.empty();
        }
        return scratch.holds(body) ? Optional.of(style) : Optional.empty();
    }
}
