package dev.tapedeck.storage.document;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.json.JsonOutput;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The tokens of a document, read strictly; what is wrong is told with its place and the way out. */
final class Tokens implements AutoCloseable {
    private static final String RESTORE = "Restore the file from version control or a backup.";
    private static final String CORRECT = "Correct it there, or restore the file from version control or a backup.";
    private static final int LONGEST_PLACE = 200;

    private final String name;
    private final StrictUtf8 bytes;
    private final JsonParser parser;
    private final JsonOutput scratch = new JsonOutput(1 << 10);

    private Tokens(String name, StrictUtf8 bytes) throws IOException {
        this.name = name;
        this.bytes = bytes;
        this.parser = JsonLimits.FACTORY.createParser(bytes);
    }

    static Tokens of(DocumentSource source) throws IOException {
        return of(source.name(), source.opening().open());
    }

    /** @param name what messages call the document */
    static Tokens of(String name, InputStream utf8) throws IOException {
        return new Tokens(name, new StrictUtf8(utf8));
    }

    /** Reads something as a whole. Whatever is wrong with the bytes ends in a {@link DocumentFault}. */
    <T> T read(Reading<T> reading) throws IOException {
        try {
            return reading.from(this);
        } catch (StreamConstraintsException beyond) {
            throw refusedHere("longer or deeper than anything that Tapedeck writes");
        } catch (JsonCopy.NotKept notKept) {
            throw refused("can't stand here as JSON: " + notKept.getMessage() + "; it must stand as text");
        } catch (JsonEOFException early) {
            throw ended("the document breaks off");
        } catch (JsonProcessingException broken) {
            throw corrupt("this is no JSON");
        }
    }

    /** Goes to the first token of all. */
    void first() throws IOException {
        if (parser.nextToken() == null) {
            throw ended("the document is empty");
        }
    }

    /** Makes sure that nothing follows. */
    void end() throws IOException {
        if (parser.nextToken() != null) {
            throw corrupt("something follows the document");
        }
        if (bytes.ending() == StrictUtf8.Ending.MALFORMED) {
            throw corrupt("this is no UTF-8");
        }
    }

    /** Goes on to the end, whatever there is: makes sure that all of it is one JSON document. */
    void drain() throws IOException {
        while (!parser.getParsingContext().inRoot()) {
            parser.nextToken();
        }
        end();
    }

    /** Goes to the next member's name; empty at the end of the object. */
    Optional<String> member() throws IOException {
        return Optional.ofNullable(parser.nextFieldName());
    }

    /** Goes to the value of the member at hand. */
    void value() throws IOException {
        parser.nextToken();
    }

    /** Goes to the next element; false at the end of the array. */
    boolean element() throws IOException {
        return parser.nextToken() != JsonToken.END_ARRAY;
    }

    /** Goes to the end of the value at hand. */
    void skip() throws IOException {
        parser.skipChildren();
    }

    /** The object that begins here, still to be walked through. */
    ObjectWalk walk(Shape shape) {
        startObject();
        return new ObjectWalk(this, shape);
    }

    /** The object that begins here, with all its members. */
    ObjectWalk object(Shape shape) throws IOException {
        return walk(shape).all();
    }

    void startObject() {
        expect(JsonToken.START_OBJECT, "an object");
    }

    void array() {
        expect(JsonToken.START_ARRAY, "an array");
    }

    boolean atArray() {
        return parser.hasToken(JsonToken.START_ARRAY);
    }

    <T> List<T> list(Reading<T> element) throws IOException {
        array();
        List<T> all = new ArrayList<>();
        while (element()) {
            all.add(element.from(this));
        }
        return all;
    }

    String text() throws IOException {
        expect(JsonToken.VALUE_STRING, "a string");
        return parser.getText();
    }

    boolean truth() {
        if (!parser.hasToken(JsonToken.VALUE_TRUE)) {
            expect(JsonToken.VALUE_FALSE, "true or false");
        }
        return parser.hasToken(JsonToken.VALUE_TRUE);
    }

    int integer() throws IOException {
        long number = wholeNumber();
        if (number != (int) number) {
            throw refused("must be below 2^31");
        }
        return (int) number;
    }

    long wholeNumber() throws IOException {
        expect(JsonToken.VALUE_NUMBER_INT, "a whole number");
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw refused("must be below 2^63");
        }
        return parser.getLongValue();
    }

    /** What a constructor or rule makes of the value at hand; its IllegalArgumentException says what is wrong. */
    <A, B> B lawful(Function<A, B> rule, A value) {
        try {
            return rule.apply(value);
        } catch (IllegalArgumentException wrong) {
            throw refused(String.valueOf(wrong.getMessage()).replaceFirst("\\.$", ""));
        }
    }

    /** Writes the JSON value at hand in that style. */
    Bytes json(Style style) throws IOException {
        scratch.truncate(0);
        JsonCopy.value(parser, Layout.of(style, scratch));
        return Bytes.wrap(scratch.toBytes());
    }

    /** Where the token at hand begins, in bytes from the start. */
    long tokenOffset() {
        return parser.currentTokenLocation().getByteOffset();
    }

    /** Where the token at hand ends: only for brackets. */
    long readOffset() {
        return parser.currentLocation().getByteOffset();
    }

    private void expect(JsonToken token, String wanted) {
        if (!parser.hasToken(token)) {
            throw refused("must be " + wanted);
        }
    }

    DocumentFault refused(String wrong) {
        return refusedAt("", wrong);
    }

    /** @param member the name of a member of the object at hand */
    DocumentFault refusedAt(String member, String wrong) {
        String place = pointer() + (member.isEmpty() ? "" : "/" + member);
        return DocumentFault.refused("%s, %s: %s. %s"
                .formatted(line(parser.currentTokenLocation()), place.isEmpty() ? "/" : place, wrong, CORRECT));
    }

    /** @param wayOut what to do about it */
    DocumentFault refusedFor(String wrong, String wayOut) {
        return DocumentFault.refused(
                "%s, %s: %s. %s".formatted(line(parser.currentTokenLocation()), pointer(), wrong, wayOut));
    }

    private DocumentFault refusedHere(String wrong) {
        return DocumentFault.refused("%s: %s. %s".formatted(here(), wrong, CORRECT));
    }

    private DocumentFault ended(String otherwise) {
        return switch (bytes.ending()) {
            case PLAIN -> corrupt(otherwise);
            case BYTE_ORDER_MARK -> refusedHere("the document begins with a byte order mark, or with no JSON at all");
            case MALFORMED -> corrupt("this is no UTF-8");
        };
    }

    private DocumentFault corrupt(String wrong) {
        return DocumentFault.corrupt("%s: %s. %s".formatted(here(), wrong, RESTORE));
    }

    private String here() {
        String pointer = pointer();
        return line(parser.currentLocation()) + (pointer.isEmpty() ? "" : ", in " + pointer);
    }

    private String line(JsonLocation location) {
        return "%s, line %d, column %d".formatted(name, location.getLineNr(), location.getColumnNr());
    }

    /** The place as a JSON pointer; what stands inside a body stays inside. */
    private String pointer() {
        String pointer = parser.getParsingContext().pathAsPointer().toString().replaceAll("\\p{Cntrl}", "?");
        int body = pointer.indexOf("/body/json/");
        int end = body < 0 ? pointer.length() : body + "/body/json".length();
        return end <= LONGEST_PLACE ? pointer.substring(0, end) : pointer.substring(0, LONGEST_PLACE) + "…";
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
