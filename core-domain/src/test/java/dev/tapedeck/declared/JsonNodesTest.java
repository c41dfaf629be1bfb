package dev.tapedeck.declared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tapedeck.declared.Node.Mapping;
import dev.tapedeck.declared.Node.Member;
import dev.tapedeck.declared.Node.Scalar;
import dev.tapedeck.declared.Node.Scalar.Kind;
import dev.tapedeck.declared.Node.Sequence;
import dev.tapedeck.exchange.Bytes;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonNodesTest {
    @Test
    void everyNodeHasItsLineAndItsText() {
        // Given
        String json = """
                {
                  "a": [1.50,
                    "x", true],
                  "b":
                    null, "a": {}
                }
                """;

        // When
        Node node = JsonNodes.read(Bytes.utf8(json));

        // Then
        assertThat(node)
                .isEqualTo(new Mapping(
                        1,
                        List.of(
                                new Member(
                                        2,
                                        "a",
                                        new Sequence(
                                                2,
                                                List.of(
                                                        new Scalar(2, "1.50", Kind.NUMBER),
                                                        new Scalar(3, "x", Kind.TEXT),
                                                        new Scalar(3, "true", Kind.BOOLEAN)))),
                                new Member(4, "b", new Scalar(5, "null", Kind.NULL)),
                                new Member(5, "a", new Mapping(5, List.of())))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a": 1,\\n "b" 2}     | 2 | no JSON from here on
            {"a": 1,\\n            | 2 | no JSON from here on
            {}\\n\\n{}             | 3 | Something follows
            ``                     | 1 | Nothing is here
            {"a": NaN}             | 1 | no JSON from here on
            """)
    void whatIsNoJsonIsToldWithItsLine(String text, int line, String message) {
        // Given
        Bytes json = Bytes.utf8(text.replace("\\n", "\n"));

        // When, Then
        assertThatThrownBy(() -> JsonNodes.read(json))
                .asInstanceOf(InstanceOfAssertFactories.type(MalformedText.class))
                .satisfies(malformed -> {
                    assertThat(malformed.problem().line()).isEqualTo(line);
                    assertThat(malformed.problem().message()).contains(message);
                });
    }

    @Test
    void jsonNestedTooDeepIsRefused() {
        // Given
        Bytes deep = Bytes.utf8("[".repeat(10_000));

        // When, Then
        assertThatThrownBy(() -> JsonNodes.read(deep))
                .isInstanceOf(MalformedText.class)
                .hasMessageContaining("beyond the limits");
    }

    @Test
    void whatIsNoUtf8IsRefused() {
        // Given
        Bytes latin = Bytes.wrap(new byte[] {'"', (byte) 0xE4, '"'});

        // When, Then
        assertThatThrownBy(() -> JsonNodes.read(latin))
                .isInstanceOf(MalformedText.class)
                .hasMessageContaining("UTF-8");
    }
}
