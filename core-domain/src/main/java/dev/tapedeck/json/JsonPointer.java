package dev.tapedeck.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A place in a JSON document (RFC 6901). As a pattern, the token {@value #ANY} stands for any member or element.
 *
 * @param tokens the names and indexes on the way from the root, unescaped; none for the whole document
 */
public record JsonPointer(List<String> tokens) {
    public static final String ANY = "*";
    public static final JsonPointer ROOT = new JsonPointer(List.of());

    public JsonPointer {
        tokens = List.copyOf(tokens);
    }

    /**
     * Reads {@code /messages/0/content}; the empty text is the whole document, {@code ~1} is a slash in a name and
     * {@code ~0} a tilde.
     *
     * @throws Malformed if the text is no pointer
     */
    public static JsonPointer parse(String text) {
        if (text.isEmpty()) {
            return ROOT;
        }
        if (text.charAt(0) != '/') {
            throw new Malformed("it must begin with '/', or be empty for the whole document");
        }
        return new JsonPointer(Arrays.stream(text.substring(1).split("/", -1))
                .map(JsonPointer::unescape)
                .toList());
    }

    /** The place of that member or element inside this one. */
    public JsonPointer child(String token) {
        List<String> longer = new ArrayList<>(tokens);
        longer.add(token);
        return new JsonPointer(longer);
    }

    /** Whether this pattern's token at that depth stands for the given name or index. */
    boolean accepts(int depth, String token) {
        if (depth >= tokens.size()) {
            return false;
        }
        String own = tokens.get(depth);
        return own.equals(ANY) || own.equals(token);
    }

    private static String unescape(String token) {
        for (int tilde = token.indexOf('~'); tilde >= 0; tilde = token.indexOf('~', tilde + 1)) {
            if (tilde + 1 == token.length() || "01".indexOf(token.charAt(tilde + 1)) < 0) {
                throw new Malformed("a '~' is written ~0, and a '/' in a name ~1");
            }
        }
        return token.replace("~1", "/").replace("~0", "~");
    }

    /** The pointer's text, escaped. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        tokens.forEach(token -> text.append('/').append(token.replace("~", "~0").replace("/", "~1")));
        return text.toString();
    }

    /** A text that is no JSON pointer; the message says how one is written. */
    public static final class Malformed extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }
}
