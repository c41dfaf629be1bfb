package dev.tapedeck.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Bytes;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every check of schemas promises. */
public abstract class SchemaCheckContract {
    private static final Bytes PERSON = Bytes.utf8("""
            {"$defs":{"name":{"type":"string","minLength":1}},
             "type":"object",
             "properties":{"name":{"$ref":"#/$defs/name"},"age":{"type":"integer","minimum":0},
                           "tags":{"type":"array","items":{"enum":["a","b"]}}},
             "required":["name"],"additionalProperties":false}""");

    protected abstract SchemaCheck check();

    @Test
    void aSchemaThatCanBeUsedHasNoFaults() {
        assertThat(check().faults(PERSON)).isEmpty();
        assertThat(check().faults(Bytes.utf8("{}"))).isEmpty();
        assertThat(check().faults(Bytes.utf8("true"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"type":"strin"}                                      | /type
            {"type":"object","required":"name"}                   | /required
            {"$ref":"#/$defs/nowhere"}                            | nowhere
            {"$ref":"http://localhost:1/schema.json"}             | nothing is loaded
            {"$ref":"file:///etc/hostname"}                       | nothing is loaded
            {"items":{"$ref":"https://example.com/schema"}}       | nothing is loaded
            {"properties":{"a":{"$ref":"classpath:a.json"}}}      | nothing is loaded
            {"pattern":"("}                                       | pattern
            {"$ref":"#"}                                          | circle
            {"allOf":[{"$ref":"#"}]}                              | circle
            {"$schema":"http://json-schema.org/draft-07/schema#"} | must be https://json-schema.org/draft/2020-12/schema
            {"$schema":"https://example.com/own"}                 | must be https://json-schema.org/draft/2020-12/schema
            {"a":1                                                | no JSON
            []                                                    | array found
            """)
    void whatIsWrongWithASchemaIsTold(String schema, String message) {
        assertThat(check().faults(Bytes.utf8(schema)))
                .isNotEmpty()
                .anySatisfy(fault -> assertThat(fault).contains(message));
    }

    @Test
    void aSchemaThatIsNestedWithoutEndIsRefused() {
        // Given
        int depth = 5_000;
        Bytes deep = Bytes.utf8("{\"not\":".repeat(depth) + "true" + "}".repeat(depth));

        // When, Then
        assertThat(check().faults(deep)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\":\"Ada\"}", " {\"name\":\"Ä\",\"age\":36,\"tags\":[\"a\",\"b\"]}\n"})
    void whatKeepsTheSchemaHasNoViolations(String json) {
        assertThat(check().violations(PERSON, json)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"age":36}                             | 'name'
            {"name":"Ada","age":"36"}              | /age
            {"name":"Ada","age":1.5}               | /age
            {"name":"","age":1}                    | /name
            {"name":"Ada","tags":["a","c"]}        | /tags/1
            {"name":"Ada","other":1}               | 'other'
            "Ada"                                  | object expected
            ``                                     | no JSON
            ` `                                    | no JSON
            Sure! {"name":"Ada"}                   | no JSON
            {"name":"Ada"} {"name":"Bob"}          | no JSON
            {"name":"Ada","name":"Bob"}            | no JSON
            {"name":"Ada",}                        | no JSON
            """)
    void whatBreaksTheSchemaIsToldWithItsPlace(String json, String message) {
        assertThat(check().violations(PERSON, json))
                .anySatisfy(violation -> assertThat(violation).contains(message));
    }

    @Test
    void everyViolationIsToldUpToTwenty() {
        // Given
        Bytes numbers = Bytes.utf8("{\"items\":{\"type\":\"integer\"}}");
        String texts = "[" + "\"x\",".repeat(99) + "\"x\"]";

        // When
        List<String> violations = check().violations(numbers, texts);

        // Then
        assertThat(violations).hasSize(20).doesNotHaveDuplicates().allMatch(violation -> violation.startsWith("/"));
    }

    @Test
    void noViolationShowsTheTextItself() {
        // Given
        String secret = "{\"name\":\"\",\"age\":\"sk-secret\",\"tags\":[\"sk-secret\"]}";

        // When
        List<String> violations = check().violations(PERSON, secret);

        // Then
        assertThat(violations).hasSize(3).noneMatch(violation -> violation.contains("sk-secret"));
    }

    @Test
    void aSchemaThatRefersToItselfIsFollowedAsFarAsTheDataGoes() {
        // Given
        Bytes tree = Bytes.utf8("""
                {"type":"object","properties":{"children":{"type":"array","items":{"$ref":"#"}}}}""");

        // When, Then
        assertThat(check().faults(tree)).isEmpty();
        assertThat(check().violations(tree, "{\"children\":[{\"children\":[]}]}"))
                .isEmpty();
        assertThat(check().violations(tree, "{\"children\":[{\"children\":[1]}]}"))
                .singleElement()
                .asString()
                .startsWith("/children/0/children/0");
    }

    @Test
    void patternsTakeLinearTime() {
        // Given
        Bytes bomb = Bytes.utf8("{\"pattern\":\"^(a+)+$\"}");
        String text = "\"" + "a".repeat(50_000) + "!\"";

        // When, Then
        assertThat(check().violations(bomb, text)).hasSize(1);
    }

    @Test
    void patternsMayWriteCharactersAsEscapes() {
        // Given
        Bytes umlaut = Bytes.utf8("{\"pattern\":\"^\\\\u00e4\\\\d+$\"}");

        // When, Then
        assertThat(check().faults(umlaut)).isEmpty();
        assertThat(check().violations(umlaut, "\"ä1\"")).isEmpty();
        assertThat(check().violations(umlaut, "\"a1\"")).isNotEmpty();
    }

    @Test
    void formatsCount() {
        // Given
        Bytes date = Bytes.utf8("{\"format\":\"date\"}");

        // When, Then
        assertThat(check().violations(date, "\"2026-11-21\"")).isEmpty();
        assertThat(check().violations(date, "\"tomorrow\"")).isNotEmpty();
    }

    @Test
    void numbersAreComparedExactly() {
        // Given
        Bytes limit = Bytes.utf8("{\"maximum\":9007199254740992}");

        // When, Then
        assertThat(check().violations(limit, "9007199254740992")).isEmpty();
        assertThat(check().violations(limit, "9007199254740993")).isNotEmpty();
    }

    @Test
    void nothingKeepsASchemaThatCannotBeUsed() {
        // Given
        Bytes broken = Bytes.utf8("{\"type\":\"strin\"}");

        // When, Then
        assertThat(check().violations(broken, "1")).isEqualTo(check().faults(broken));
    }

    @Test
    void manyThreadsShareOneCheck() throws Exception {
        // Given
        Callable<List<String>> good = () -> check().violations(PERSON, "{\"name\":\"Ada\"}");

        // When
        List<Future<List<String>>> ends;
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            ends = threads.invokeAll(
                    IntStream.range(0, 100).mapToObj(any -> good).toList());
        }

        // Then
        for (Future<List<String>> end : ends) {
            assertThat(end.get()).isEmpty();
        }
    }
}
