package dev.tapedeck.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** One document's tokens, with the limits of this package. Every method may throw {@link Refused}. */
final class JsonSource implements AutoCloseable {
    /** Names are kept in the factory's symbol table, across documents: their length bounds its size. */
    private static final int MAX_NAME = 1_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(MAX_NAME)
                    .build())
            // bytes are UTF-8 or no JSON
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            // whether a document is JSON must not depend on the documents before it
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    private final byte[] bytes;
    private final JsonParser parser;
    private int depth;

    private JsonSource(byte[] bytes) {
        this.bytes = bytes;
        try {
            parser = FACTORY.createParser(bytes);
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
    }

    /** Opens bytes that must be valid UTF-8 from the first to the last. */
    static JsonSource strict(byte[] bytes) {
        int fault = Utf8.firstFault(bytes);
        if (fault >= 0) {
            throw Refused.notJson("invalid UTF-8", fault);
        }
        return lenient(bytes);
    }

    /** Opens bytes whose encoding is looked at only as far as they are read. */
    static JsonSource lenient(byte[] bytes) {
        if (bytes.length > 0 && bytes[0] < 0) {
            // no JSON begins so; the parser would skip a byte order mark
            throw Refused.notJson("no JSON", 0);
        }
        return new JsonSource(bytes);
    }

    /** The next token, or null at the end of the document. */
    @Nullable
    JsonToken next() {
        try {
            return parser.nextToken();
        } catch (IOException broken) {
            throw refused(broken);
        }
    }

    /** The first token of the document. */
    JsonToken first() {
        JsonToken token = next();
        if (token == null) {
            throw notJson("nothing there");
        }
        return token;
    }

    /** The next token inside an array or object: the parser itself sees to it that there is one. */
    JsonToken inner() {
        JsonToken token = next();
        if (token == null) {
            throw notJson("ends too early");
        }
        return token;
    }

    /** Makes sure that nothing follows. */
    void end() {
        if (next() != null) {
            throw notJson("something follows the document");
        }
    }

    /** To be called at each opening bracket: counts the depth. */
    void enter() {
        if (++depth > CanonicalJson.MAX_DEPTH) {
            throw Refused.tooDeep(tokenOffset());
        }
    }

    /** To be called at each closing bracket. */
    void leave() {
        depth--;
    }

    /** Goes to the end of the array or object that opens here; does nothing at any other token. */
    void skip() {
        try {
            parser.skipChildren();
            parser.finishToken();
        } catch (IOException broken) {
            throw refused(broken);
        }
    }

    /** The name of the member at hand. */
    String name() {
        try {
            return parser.currentName();
        } catch (IOException broken) {
            throw refused(broken);
        }
    }

    /** The string at hand, without its escapes. */
    String text() {
        try {
            return parser.getText();
        } catch (IOException broken) {
            throw refused(broken);
        }
    }

    /** How many characters the number at hand has. */
    int numberLength() {
        try {
            return parser.getTextLength();
        } catch (IOException broken) {
            throw refused(broken);
        }
    }

    /** The number at hand; infinite if it is beyond the range. */
    double number() {
        try {
            return parser.getDoubleValue();
        } catch (IOException broken) {
            throw refused(broken);
        }
    }

    /** Writes the number at hand, or the literal, as it stands there. */
    void copyScalar(JsonOutput out) {
        try {
            out.ascii(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        } catch (IOException broken) {
            throw refused(broken);
        }
    }

    /**
     * Writes the string at hand with the fewest escapes. Where it has none its bytes are copied as they stand: the
     * parser checks them when it moves on.
     *
     * @return false if it holds a lone surrogate
     */
    boolean copyString(JsonOutput out) {
        int open = (int) tokenOffset();
        int close = closingQuote(open + 1);
        if (close < 0) {
            return out.string(text());
        }
        out.bytes(bytes, open, close + 1);
        return true;
    }

    private int closingQuote(int from) {
        for (int at = from; at < bytes.length; at++) {
            byte next = bytes[at];
            if (next == '"') {
                return at;
            }
            if (next == '\\') {
                return -1;
            }
        }
        return -1;
    }

    /** Where the token at hand begins. */
    long tokenOffset() {
        return parser.currentTokenLocation().getByteOffset();
    }

    /** Where what was read so far ends. */
    long readOffset() {
        return parser.currentLocation().getByteOffset();
    }

    Refused notJson(String reason) {
        return Refused.notJson(reason, readOffset());
    }

    private Refused refused(IOException fault) {
        return notJson(fault instanceof StreamConstraintsException ? "beyond the limits" : "broken");
    }

    @Override
    public void close() {
        try {
            parser.close();
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
    }
}
