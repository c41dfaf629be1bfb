package dev.tapedeck.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonToken;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One of two canonical documents that are compared: a cursor over its tokens. */
final class ComparedSide implements AutoCloseable {
    private static final int SHOWN = 80;
    private static final String CUT = "…";
    private static final int MAX_UTF8_LENGTH = 3;

    private final byte[] json;
    private final JsonSource source;
    private @Nullable JsonToken token;

    /** A whole value: where it stands in its document. Compared by content. */
    record Value(ComparedSide side, int from, int to) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Value that
                    && Arrays.equals(side.json, from, to, that.side.json, that.from, that.to);
        }

        @Override
        public int hashCode() {
            return to - from;
        }

        /** The value's text, cut between two characters if it is long. */
        String preview() {
            int decoded = Math.min(to - from, MAX_UTF8_LENGTH * (SHOWN + 1));
            String text = new String(side.json, from, decoded, UTF_8);
            return text.length() <= SHOWN ? text : cut(text);
        }

        private static String cut(String text) {
            int end = SHOWN - CUT.length();
            return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + CUT;
        }
    }

    ComparedSide(byte[] json) {
        this.json = json;
        this.source = JsonSource.lenient(json);
        this.token = source.next();
    }

    boolean at(JsonToken expected) {
        return token == expected;
    }

    void advance() {
        token = source.next();
    }

    String name() {
        return source.name();
    }

    /** The order of the names of the members at hand; a side without one comes last. */
    int compareName(ComparedSide other) {
        if (!at(JsonToken.FIELD_NAME)) {
            return 1;
        }
        return other.at(JsonToken.FIELD_NAME) ? name().compareTo(other.name()) : -1;
    }

    /** Goes behind the value at hand. */
    void skip() {
        source.skip();
        advance();
    }

    /** Goes behind the value at hand, and says where it stands. */
    Value take() {
        int from = (int) source.tokenOffset();
        source.skip();
        Value value = new Value(this, from, (int) source.readOffset());
        advance();
        return value;
    }

    @Override
    public void close() {
        source.close();
    }
}
