package dev.tapedeck.playbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tapedeck.declared.Node;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
    private static final Scope SCOPE = new Scope(Map.of(
            "a", Values.text("A"),
            "ab", Values.text("AB"),
            "abc", Values.text("{a} {{ab}}"),
            "n", Values.number(42),
            "order", PlaybooksUnderTest.nodes("{\"status\":\"sent\",\"items\":[{\"id\":7},null],\"a.b\":1}"),
            "text", Values.text("{\"category\":\"billing\"}")));

    private static String text(String template) {
        return Template.of(template).text(SCOPE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            no placeholder          | no placeholder
            {a}                     | A
            {ab}{a}                 | ABA
            {a}{ab}                 | AAB
            {{a}}                   | {a}
            {{{a}}}                 | {A}
            {{{{a}}}}               | {{a}}
            {{}}                    | {}
            x{{y                    | x{y
            {a}}}                   | A}
            {abc}                   | {a} {{ab}}
            {n}                     | 42
            {order.status}          | sent
            {order.items.0.id}      | 7
            {order.items.0}         | {"id":7}
            {order.items.1}         | null
            {text.category}         | billing
            {{"json": "{a}"}}       | {"json": "A"}
            """)
    void placeholdersAreResolvedInOnePass(String template, String expected) {
        assertThat(text(template)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "}",
                "{}",
                "{a",
                "a}",
                "{ a }",
                "{a b}",
                "{a{b}}",
                "{{a}",
                "{a}}",
                "{a.}",
                "{.a}",
                "{1}",
                "{a..b}",
                "{\"a\":1}",
                "{ä}",
                "}{",
                "{{{a}}",
                "{a:b}"
            })
    void braceThatIsNeitherPlaceholderNorEscapedIsAFault(String template) {
        assertThatThrownBy(() -> Template.of(template))
                .isInstanceOf(Template.Malformed.class)
                .hasMessageContaining("for a brace");
    }

    @Test
    void aPlaceholderByItselfKeepsTheKindOfItsValue() {
        // When
        Node number = Template.of("{n}").value(SCOPE, value -> value);
        Node text = Template.of("{n} ").value(SCOPE, value -> value);

        // Then
        assertThat(Values.json(number)).isEqualTo("42");
        assertThat(Values.json(text)).isEqualTo("\"42 \"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{order.nothing}", "{order.items.2}", "{order.items.x}", "{a.b}", "{n.x}", "{order.status.x}"})
    void aWayThatLeadsToNothingIsTold(String template) {
        assertThatThrownBy(() -> text(template)).isInstanceOf(Unresolved.class).hasMessageContaining(template);
    }

    @Test
    void whateverAValueHoldsIsNeverResolvedAgain() {
        // Given
        Random random = new Random(4711);
        String letters = "{}ab.{}{a}";

        for (int round = 0; round < 2_000; round++) {
            String value = random.ints(random.nextInt(12), 0, letters.length())
                    .mapToObj(at -> letters.substring(at, at + 1))
                    .reduce("", String::concat);
            Scope scope = Scope.EMPTY.with("a", Values.text(value));

            // When, Then
            assertThat(Template.of("<{a}|{a}>").text(scope)).isEqualTo("<%s|%s>".formatted(value, value));
            String escaped = value.replace("{", "{{").replace("}", "}}");
            assertThat(Template.of(escaped).text(scope)).isEqualTo(value);
            assertThat(Template.of(Template.of("{a}{b}").knownText(scope, quoted -> quoted))
                            .text(scope.with("b", Values.text("B"))))
                    .isEqualTo(value + "B");
        }
    }
}
