package dev.tapedeck.storage.formats;

import dev.tapedeck.exchange.Bytes;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A value and where it stands, so that whoever asks it for what it isn't learns the place.
 *
 * @param place for people: {@code interaction 3, response/body}
 */
record At(String place, Value value) {
    private static final Pattern LEADING_NUMBER = Pattern.compile("\\s*(\\d{1,9})(?:[.\\s].*)?", Pattern.DOTALL);

    /** The member of that name; nothing if there is none, or if this holds no members. */
    At member(String name) {
        String inside = place.isEmpty() ? name : place + (place.contains(",") ? "/" : ", ") + name;
        return new At(inside, value instanceof Value.Fields fields ? fields.find(name) : Value.NOTHING);
    }

    boolean has(String name) {
        return !member(name).isNothing();
    }

    /** Whether a member of that name stands there, be it empty. */
    boolean names(String name) {
        return value instanceof Value.Fields fields
                && fields.members().stream().anyMatch(member -> member.name().equals(name));
    }

    boolean isNothing() {
        return value.isNothing();
    }

    boolean isMapping() {
        return value instanceof Value.Fields;
    }

    boolean isList() {
        return value instanceof Value.Items;
    }

    boolean isText() {
        return value instanceof Value.Text && !isNothing();
    }

    /** The elements; none if this is nothing. */
    List<At> elements() {
        if (isNothing()) {
            return List.of();
        }
        if (!(value instanceof Value.Items(List<Value> values))) {
            throw new Refusal(place, "A list is expected here.");
        }
        return IntStream.range(0, values.size())
                .mapToObj(index -> new At(place + "/" + index, values.get(index)))
                .toList();
    }

    /** The members; none if this is nothing. */
    List<Value.Member> members() {
        if (isNothing()) {
            return List.of();
        }
        if (!(value instanceof Value.Fields fields)) {
            throw new Refusal(place, "A mapping is expected here.");
        }
        return fields.members();
    }

    /** The text; empty if this is nothing. */
    String text() {
        if (isNothing()) {
            return "";
        }
        if (!(value instanceof Value.Text(String text, Value.Form form))) {
            throw new Refusal(place, "A text is expected here.");
        }
        return form == Value.Form.BINARY ? base64(text).text() : text;
    }

    /** Whether it is there and true. */
    boolean isTrue() {
        return value instanceof Value.Text(String text, Value.Form form)
                && (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("yes"));
    }

    /** The bytes that the text stands for; none if this is nothing. */
    Bytes bytes() {
        return value instanceof Value.Text(String text, Value.Form form) && form == Value.Form.BINARY
                ? base64(text)
                : Bytes.utf8(HalfCharacters.mended(text()));
    }

    /** The bytes of which the text is the base64. */
    Bytes base64() {
        return base64(text());
    }

    private Bytes base64(String text) {
        try {
            return Bytes.wrap(Base64.getDecoder().decode(standard(text)));
        } catch (IllegalArgumentException broken) {
            throw Refusal.ofRecord(place, "This is no base64, or cut off.");
        }
    }

    /** The usual alphabet, for that of URLs too, without white space; what is no base64 stays such. */
    private static byte[] standard(String text) {
        byte[] standard = new byte[text.length()];
        int length = 0;
        for (int at = 0; at < text.length(); at++) {
            char next = text.charAt(at);
            if (!Character.isWhitespace(next)) {
                standard[length++] = switch (next) {
                    case '-' -> '+';
                    case '_' -> '/';
                    default -> (byte) Math.min(next, Byte.MAX_VALUE);
                };
            }
        }
        return Arrays.copyOf(standard, length);
    }

    /** The whole number that the text is or begins with, as in {@code 200 OK}. */
    OptionalInt number() {
        Matcher matcher = LEADING_NUMBER.matcher(text());
        return matcher.matches() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }
}
