package dev.tapedeck.storage.declared;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tapedeck.declared.MalformedText;
import dev.tapedeck.declared.Node;
import dev.tapedeck.declared.Node.Mapping;
import dev.tapedeck.declared.Node.Member;
import dev.tapedeck.declared.Node.Scalar;
import dev.tapedeck.declared.Node.Scalar.Kind;
import dev.tapedeck.declared.Node.Sequence;
import dev.tapedeck.exchange.Bytes;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlNodesTest {
    private static Node read(String yaml) {
        return new DeclaredText(Bytes.utf8(yaml)).nodes();
    }

    private static Scalar scalar(String yaml) {
        Mapping mapping = (Mapping) read("a: " + yaml);
        return (Scalar) mapping.members().getFirst().value();
    }

    @Test
    void everyNodeHasItsLineAndItsText() {
        // Given
        String yaml = """
                # a comment
                a:
                  - 1.50
                  - 'x'
                b: |
                  one
                  two
                a: {}
                """;

        // When, Then
        assertThat(read(yaml))
                .isEqualTo(new Mapping(
                        2,
                        List.of(
                                new Member(
                                        2,
                                        "a",
                                        new Sequence(
                                                3,
                                                List.of(
                                                        new Scalar(3, "1.50", Kind.NUMBER),
                                                        new Scalar(4, "x", Kind.TEXT)))),
                                new Member(5, "b", new Scalar(5, "one\ntwo\n", Kind.TEXT)),
                                new Member(8, "a", new Mapping(8, List.of())))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            text          | TEXT
            'true'        | TEXT
            "1"           | TEXT
            yes           | TEXT
            on            | TEXT
            2026-11-21    | TEXT
            1_000         | TEXT
            010.5.1       | TEXT
            12:30         | TEXT
            !!str 12      | TEXT
            ! 12          | TEXT
            true          | BOOLEAN
            False         | BOOLEAN
            null          | NULL
            ~             | NULL
            ``            | NULL
            12            | NUMBER
            -0.5e3        | NUMBER
            +1            | NUMBER
            0x1F          | NUMBER
            0o17          | NUMBER
            .5            | NUMBER
            .inf          | NUMBER
            !!float 1     | NUMBER
            """)
    void scalarsAreResolvedByTheCoreSchema(String yaml, Kind kind) {
        assertThat(scalar(yaml).kind()).isEqualTo(kind);
    }

    @Test
    void anAliasIsWhatItsAnchorIs() {
        assertThat(read("a: &x [1, 2]\nb: *x\n"))
                .asInstanceOf(InstanceOfAssertFactories.type(Mapping.class))
                .satisfies(mapping -> assertThat(mapping.members().get(1).value())
                        .isEqualTo(mapping.members().get(0).value()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a: [\\n                              | 2 | no YAML from here on
            a: b: c                              | 1 | no YAML from here on: mapping values are not allowed here
            a: 1\\n\\tb: 2                       | 2 | no YAML from here on
            a: 1\\n---\\nb: 2                    | 2 | second document
            a: 1\\nb: *x                         | 2 | No anchor '&x'
            a: &x [*x]                           | 1 | No anchor '&x'
            a: 1\\nb: !!binary aGk=              | 2 | The tag 'tag:yaml.org,2002:binary' means nothing
            a: !!java.lang.String x              | 1 | The tag
            a: !own {}                           | 1 | The tag '!own'
            a: !!python/object/new:os.system [x] | 1 | The tag
            a: !!int x                           | 1 | The tag
            ? [a]\\n: 1                          | 1 | must be text
            ``                                   | 1 | Nothing is here
            # only a comment                     | 1 | Nothing is here
            """)
    void whatIsNoYamlIsToldWithItsLine(String yaml, int line, String message) {
        assertThatThrownBy(() -> read(yaml.replace("\\n", "\n").replace("\\t", "\t")))
                .asInstanceOf(InstanceOfAssertFactories.type(MalformedText.class))
                .satisfies(malformed -> {
                    assertThat(malformed.problem().message()).contains(message);
                    assertThat(malformed.problem().line()).isEqualTo(line);
                });
    }

    @Test
    void whatIsNoUtf8IsToldWithItsLine() {
        // Given
        Bytes latin = Bytes.wrap("a: 1\nb: ä\n".getBytes(ISO_8859_1));

        // When, Then
        assertThatThrownBy(() -> new DeclaredText(latin).nodes())
                .asInstanceOf(InstanceOfAssertFactories.type(MalformedText.class))
                .satisfies(malformed -> assertThat(malformed.problem().line()).isEqualTo(2));
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheText() {
        assertThat(read("\uFEFFa: 1")).isEqualTo(read("a: 1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{name: x, \"b\": 1}", "{ \"name\": x }", "{\"a\": 1, }", "{\"a\": 'b'}"})
    void whatLooksLikeJsonMayBeYaml(String yaml) {
        assertThat(read(yaml)).isInstanceOf(Mapping.class);
    }

    @Test
    void whatMeansToBeJsonIsToldAsJson() {
        assertThatThrownBy(() -> read("{\"a\": 1\n \"b\": 2}")).hasMessageContaining("no JSON");
    }

    @Test
    void jsonWithTabsIsJson() {
        assertThat(read("{\n\t\"a\":\t1\n}")).isInstanceOf(Mapping.class);
    }

    @Test
    void aliasesThatUnfoldWithoutEndAreRefused() {
        // Given
        String laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
                + IntStream.rangeClosed(1, 20)
                        .mapToObj(n -> "a%d: &a%d [%s]\n"
                                .formatted(n, n, String.join(", ", Collections.nCopies(10, "*a" + (n - 1)))))
                        .collect(Collectors.joining());

        // When, Then
        assertThatThrownBy(() -> read(laughs)).isInstanceOf(MalformedText.class).hasMessageContaining("aliases");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- ", "? "})
    void yamlNestedWithoutEndIsRefused(String open) {
        assertThatThrownBy(() -> read(open.repeat(100_000))).isInstanceOf(MalformedText.class);
    }
}
