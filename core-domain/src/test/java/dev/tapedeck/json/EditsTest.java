package dev.tapedeck.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditsTest {
    private static Edits dropping(String... pointers) {
        return new Edits(Stream.of(pointers).map(JsonPointer::parse).toList(), Edits.UNCHANGED);
    }

    private static String edited(String json, Edits edits) {
        return CanonicalJson.of(json.getBytes(UTF_8), edits).toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'user':1,'a':2}               | /user       | {'a':2}",
                "{'z':1,'user':{'x':1},'a':2}   | /user       | {'a':2,'z':1}",
                "{'a':1,'b':2,'c':3}            | /a          | {'b':2,'c':3}",
                "{'a':1,'b':2,'c':3}            | /b          | {'a':1,'c':3}",
                "{'a':1,'b':2,'c':3}            | /c          | {'a':1,'b':2}",
                "{'a':1}                        | /a          | {}",
                "{'a':1}                        | /*          | {}",
                "[1,2,3]                        | /0          | [2,3]",
                "[1,2,3]                        | /1          | [1,3]",
                "[1,2,3]                        | /2          | [1,2]",
                "[1,2,3]                        | /*          | []",
                "[1,2,3]                        | /01         | [1,2,3]",
                "[1,2,3]                        | /-          | [1,2,3]",
                "[1,2,3]                        | /3          | [1,2,3]",
                "{'0':1,'1':2}                  | /0          | {'1':2}",
                "{'m':[{'id':1,'t':2},{'id':3}]}| /m/*/id     | {'m':[{'t':2},{}]}",
                "{'m':[{'id':1,'t':2},{'id':3}]}| /m/1/id     | {'m':[{'id':1,'t':2},{}]}",
                "{'m':{'a':{'id':1},'b':[7]}}   | /m/*/*      | {'m':{'a':{},'b':[]}}",
                "{'a':{'user':1},'user':2}      | /a/user     | {'a':{},'user':2}",
                "{'a/b':1,'m~n':2,'c':3}        | /a~1b       | {'c':3,'m~n':2}",
                "{'':1,'c':3}                   | /           | {'c':3}",
                "{'a':1}                        | /a/b        | {'a':1}",
                "{'a':1}                        | /A          | {'a':1}",
                "[[1,2],[3,4]]                  | /*/0        | [[2],[4]]",
            })
    void dropWhatAPointerLeadsTo(String json, String pointer, String expected) {
        // When
        String canonical = edited(json.replace('\'', '"'), dropping(pointer));

        // Then
        assertThat(canonical).isEqualTo(expected.replace('\'', '"'));
    }

    @Test
    void dropWhatAnyOfSeveralPointersLeadsTo() {
        // Given
        Edits edits = dropping("/user", "/metadata/trace", "/messages/*/id", "/messages/0");

        // When
        String canonical = edited(
                "{\"user\":1,\"metadata\":{\"trace\":1,\"kept\":2},\"messages\":[{\"id\":1},{\"id\":2,\"x\":3}]}",
                edits);

        // Then
        assertThat(canonical).isEqualTo("{\"messages\":[{\"x\":3}],\"metadata\":{\"kept\":2}}");
    }

    @Test
    void dropTheWholeDocument() {
        // When
        CanonicalJson canonical = CanonicalJson.of("{\"a\":[1]}".getBytes(UTF_8), dropping(""));

        // Then
        assertThat(canonical)
                .isInstanceOfSatisfying(
                        CanonicalJson.Text.class,
                        text -> assertThat(text.length()).isZero());
    }

    @Test
    void makeNoJsonOfWhatIsNone() {
        // Given
        Edits edits = dropping("/user");

        // When
        List<CanonicalJson> refused = Stream.of(
                        "{\"user\":1,\"user\":2}",
                        "{\"user\":{\"x\":1,\"x\":1}}",
                        "{\"user\":1e400}",
                        "{\"user\":\"\\ud800\"}",
                        "{\"user\":nope}")
                .map(json -> CanonicalJson.of(json.getBytes(UTF_8), edits))
                .toList();

        // Then
        assertThat(refused).hasOnlyElementsOfType(CanonicalJson.NotJson.class);
    }

    @Test
    void rewriteStringValuesButNoNames() {
        // Given
        Edits edits = Edits.NONE.rewriting(text -> text.toUpperCase(Locale.ROOT) + "\n");

        // When
        String canonical = edited("{\"b\":[\"x\",1,true,null,{\"c\":\"\\u00e9\"}],\"a\":\"\"}", edits);

        // Then
        assertThat(canonical).isEqualTo("{\"a\":\"\\n\",\"b\":[\"X\\n\",1,true,null,{\"c\":\"É\\n\"}]}");
    }

    @Test
    void doNotRewriteWhatIsDropped() {
        // Given
        Edits edits = dropping("/a").rewriting(text -> {
            assertThat(text).isEqualTo("kept");
            return "rewritten";
        });

        // When
        String canonical = edited("{\"a\":\"secret\",\"b\":\"kept\"}", edits);

        // Then
        assertThat(canonical).isEqualTo("{\"b\":\"rewritten\"}");
    }
}
