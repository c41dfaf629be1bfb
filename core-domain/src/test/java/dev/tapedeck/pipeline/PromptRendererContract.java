package dev.tapedeck.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.pipeline.PromptRenderer.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every renderer of prompts promises. */
public abstract class PromptRendererContract {
    private static final Gathering EACH = new Gathering.Each();
    private static final Gathering ALL = new Gathering.All();
    private static final Gathering GROUPED = new Gathering.GroupBy("team");

    protected abstract PromptRenderer renderer();

    private static Item item(String label, String content) {
        return new Item("bios", label, content, new TreeMap<>(Map.of("team", "blue", "my-key", "k", "size", "XL")));
    }

    private static Scope alice() {
        return new Scope.One(item("alice", "Alice <b>&\n"));
    }

    private static Scope both() {
        return new Scope.Many(List.of(item("alice", "A."), item("bob", "B.")), Optional.empty());
    }

    private static Scope team() {
        return new Scope.Many(List.of(item("alice", "A."), item("bob", "B.")), Optional.of("blue"));
    }

    private String one(String template) {
        assertThat(renderer().faults(template, EACH)).isEmpty();
        return renderer().render(template, alice());
    }

    private String many(String template) {
        assertThat(renderer().faults(template, ALL)).isEmpty();
        return renderer().render(template, both());
    }

    private static String unescaped(String text) {
        return text.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            {item.label}|alice
            {item.layer}: {item.content}|bios: Alice <b>&\\n
            {item.content.trim}.|Alice <b>&.
            {item.metadata.team}|blue
            {item.metadata.my-key}{item.metadata['my-key']}|kk
            {item.metadata.size}|XL
            {item.metadata.none ?: 'nobody'}|nobody
            {item.metadata.none.or(item.label)}|alice
            {#if item.metadata.team == 'blue'}B{#else}R{/if}|B
            {#if item.metadata.none??}a{#else}b{/if}|b
            {#each item.metadata}{it.key}={it.value} {/each}|my-key=k size=XL team=blue
            {#let who=item.label}{who}{/let}|alice
            {#switch item.label}{#case 'alice'}A{#else}?{/switch}|A
            {item.label == 'alice' ? 'yes' : 'no'}|yes
            """)
    void aTemplateSeesItsItem(String template, String prompt) {
        assertThat(one(unescaped(template)).strip()).isEqualTo(unescaped(prompt).strip());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {#each inputs}{it.label}{#if it_hasNext}, {/if}{/each}  | alice, bob
            {#for p in inputs}{p_count}{p.label}{/for}              | 1alice2bob
            {inputs.size} {inputs.first.label} {inputs.last.label}  | 2 alice bob
            {inputs[1].label}{inputs.get(0).label}                  | bobalice
            {#each inputs.take(1)}{it.label}{/each}                 | alice
            {#if inputs.size > 1}many{/if}                          | many
            {#if !inputs.isEmpty && inputs.size > 5}x{#else}y{/if}  | y
            {#each inputs}{#each it.metadata}{it.value}{/each}{/each} | kXLbluekXLblue
            {#let all=inputs}{#each all}{it.layer}{/each}{/let}     | biosbios
            """)
    void aTemplateSeesAllInputs(String template, String prompt) {
        assertThat(many(template)).isEqualTo(prompt);
    }

    @Test
    void aTemplateSeesWhatItsGroupHasInCommon() {
        // Given
        String template = "Team {group}:{#each inputs} {it.label}{/each}";

        // When
        String prompt = renderer().render(template, team());

        // Then
        assertThat(renderer().faults(template, GROUPED)).isEmpty();
        assertThat(prompt).isEqualTo("Team blue: alice bob");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain\\n",
                "  two  spaces \\t\\n\\n\\n end  ",
                "a\\r\\nb\\r\\n",
                "",
                " ",
                "\\n",
                "{ a }",
                "{\"json\": [1, {\"a\": 2}]}",
                "ä 😀 \u2028 {}",
                "a } b",
                "C:\\\\dir",
                "<b>&amp;"
            })
    void textStaysToTheLastSpace(String text) {
        assertThat(one(unescaped(text))).isEqualTo(unescaped(text));
    }

    @Test
    void aBraceThatIsOnlyTextIsWrittenWithABackslash() {
        assertThat(one("\\{item.label} is {item.label}")).isEqualTo("{item.label} is alice");
        assertThat(one("{|{item.label}|}")).isEqualTo("{item.label}");
    }

    @Test
    void linesOfNothingButSectionsLeaveNothingBehind() {
        // Given
        String template = """
                The team:
                {#each inputs}
                - {it.label}
                {/each}
                {! nobody reads this !}

                End.
                """;

        // When, Then
        assertThat(many(template)).isEqualTo("""
                The team:
                - alice
                - bob

                End.
                """);
    }

    @Test
    void theLoopOfTheSpecificationGivesOneLineForEachInput() {
        assertThat(many("{#each inputs}- {it.label}: {it.content}\n{/each}\n")).isEqualTo("- alice: A.\n- bob: B.\n");
    }

    @Test
    void whatStandsInAnInputIsNeverReadAsATemplate() {
        // Given
        Scope hostile = new Scope.One(item("{item.layer}", "{#each inputs}\\{x} {| !}"));

        // When
        String prompt = renderer().render("{item.label}{item.content}", hostile);

        // Then
        assertThat(prompt).isEqualTo("{item.layer}{#each inputs}\\{x} {| !}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {nope}                               | Unknown name 'nope'. Known are: item.
            {itme.label}                         | Did you mean 'item'?
            {item.contnet}                       | Unknown member 'contnet'. Did you mean 'content'?
            {item}                               | is no text
            {item.metadata}                      | is no text
            {item.class}                         | Unknown member 'class'
            {item.getClass.name}                 | Unknown member 'getClass'
            {item.label.length}                  | Unknown member 'length'
            {item.label.toUpperCase}             | Unknown member 'toUpperCase'
            {item.content.repeat(9)}             | 'repeat' can't be called
            {item.label.substring(1)}            | 'substring' can't be called
            {inputs.size}                        | 'each' gives 'item', 'all' gives 'inputs'
            {#each inputs}x{/each}               | 'each' gives 'item', 'all' gives 'inputs'
            {it.label}                           | Unknown name 'it'
            {group}                              | 'groupBy' gives 'group'
            {#if false}{item.nope}{/if}          | Unknown member 'nope'
            {#if true}a{#else}{nope}{/if}        | Unknown name 'nope'
            {#if nope}{/if}                      | Unknown name 'nope'
            {item.metadata.x ?: item.nope}       | Unknown member 'nope'
            {#let a=item}{a.nope}{/let}          | Unknown member 'nope'
            {#let a=1}{/let}{a}                  | Unknown name 'a'
            {#each item.metadata}{it.nope}{/each} | Unknown member 'nope'
            {#each item}x{/each}                 | is no list to loop over
            {#each item.label}x{/each}           | is no list to loop over
            {#each 2000000000}{/each}            | is no list to loop over
            {cdi:bean}                           | Unknown name 'cdi:'
            {inject:bean.name}                   | Unknown name 'inject:'
            {data:item.label}                    | Unknown name 'data:'
            {str:eval('x')}                      | Unknown name 'str:'
            {@java.lang.String s}{s.length}      | Unknown name 's'
            {#include other /}                   | no section helper found
            {#eval item.content /}               | no section helper found
            {#myTag /}                           | no section helper found
            {#insert x}{/insert}                 | no section helper found
            {#fragment x}{/fragment}             | no section helper found
            {#with item}{label}{/with}           | no section helper found
            {#if item.label}                     | unterminated section
            {#each}x{/each}                      | this
            {this}                               | Unknown name 'this'
            {/each}                              | section start tag
            {item.label                          | unterminated
            {item.                               | unterminated
            a\\\\                                | the last character
            a{                                   | the last character
            {                                    | the last character
            """)
    void whatNoDataCanMendIsFoundBeforeAnyData(String template, String message) {
        // Given
        String text = template.replace("\\\\", "\\");

        // When
        List<String> faults = renderer().faults(text, EACH);

        // Then
        assertThat(faults).isNotEmpty().anySatisfy(fault -> assertThat(fault).contains(message));
        assertThat(faults).noneMatch(fault -> fault.contains("java.") || fault.contains("dev.tapedeck"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {item.label}                         | 'all' gives 'inputs'
            {group}                              | 'groupBy' gives 'group'
            {inputs.label}                       | Unknown member 'label'
            {#each inputs}{it}{/each}            | is no text
            {#each inputs}{it.nope}{/each}       | Unknown member 'nope'
            {#each inputs}{label}{/each}         | Unknown name 'label'
            {#for p in inputs}{it.label}{/for}   | Unknown name 'it'
            {#for p in inputs}{p.nope}{/for}     | Unknown member 'nope'
            {inputs}                             | is no text
            {inputs.get(nope).label}             | Unknown name 'nope'
            {inputs.get(0).nope}                 | Unknown member 'nope'
            {inputs.stream}                      | Unknown member 'stream'
            {inputs.clear()}                     | 'clear' can't be called
            """)
    void layersOverAllInputsHaveNamesOfTheirOwn(String template, String message) {
        assertThat(renderer().faults(template, ALL))
                .anySatisfy(fault -> assertThat(fault).contains(message));
    }

    @Test
    void everyFaultIsFoundAtOnceWithItsLine() {
        // Given
        String template = "First {nope}\n\n{#if item.label}\n  {item.wrong}\n{/if}\n{item.label}";

        // When
        List<String> faults = renderer().faults(template, EACH);

        // Then
        assertThat(faults)
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith("Line 1 of the prompt: ")
                                .contains("nope"),
                        second -> assertThat(second)
                                .startsWith("Line 4 of the prompt: ")
                                .contains("wrong"));
    }

    @Test
    void whatIsNoTextIsToldAsItIsWritten() {
        assertThatThrownBy(() -> renderer().render("\n{item}", alice()))
                .hasMessage("Line 2 of the prompt: '{item}' is no text: name a member of it.");
        assertThatThrownBy(() -> renderer().render("{#each inputs.size}{/each}", both()))
                .hasMessage("Line 1 of the prompt: 'inputs.size' is no list to loop over: write {#each inputs}.");
    }

    @Test
    void whatIsNotThereIsAFaultAndNeverAnEmptyText() {
        assertThat(renderer().faults("a\n{item.metadata.dept}", EACH)).isEmpty();
        assertThatThrownBy(() -> renderer().render("a\n{item.metadata.dept}", alice()))
                .isInstanceOf(FailedCall.class)
                .hasMessage(
                        "Line 2 of the prompt: '{item.metadata.dept}' isn't there. Where it may be missing, write {item.metadata.dept ?: 'what else'}.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{nope}",
                "{item.nope}",
                "{item}",
                "{item.class}",
                "{item.label.length}",
                "{#if item.metadata.none}x{/if}",
                "{inputs.size}",
                "{#each item}x{/each}",
                "{cdi:x}",
                "{#include x /}",
                "{#if a}",
                "{"
            })
    void whatCannotBeRenderedFailsTheCall(String template) {
        assertThatThrownBy(() -> renderer().render(template, alice()))
                .asInstanceOf(InstanceOfAssertFactories.type(FailedCall.class))
                .satisfies(failed -> {
                    assertThat(failed.failure().code()).isEqualTo("tapedeck_invalid_prompt");
                    assertThat(failed.failure().message()).contains("prompt").doesNotContain("java.", "dev.tapedeck");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{inputs.get('x').label}",
                "{inputs.get(7).label}",
                "{inputs[7].label}",
                "{#if inputs.size > 'x'}y{/if}",
                "{inputs.take(-1).size}",
                "{#if inputs > 3}x{/if}",
                "{#each inputs.size}x{/each}",
                "{#each 2000000000}{/each}"
            })
    void aValueOfTheWrongKindFailsTheCall(String template) {
        assertThatThrownBy(() -> renderer().render(template, both())).isInstanceOf(FailedCall.class);
    }

    @Test
    void noMessageShowsWhatStandsInInputs() {
        // Given
        Scope secret = new Scope.One(item("alice", "sk-secret"));

        // When, Then
        assertThatThrownBy(() -> renderer().render("{item.content}{item.metadata.none}", secret))
                .hasMessageNotContaining("sk-secret");
    }

    @Test
    void aPromptHasItsLimit() {
        // Given
        String content = "x".repeat(1 << 20);
        List<Item> inputs = IntStream.rangeClosed(1, 17)
                .mapToObj(number -> item("l" + number, content))
                .toList();

        // When, Then
        assertThat(renderer()
                        .render(
                                "{#each inputs}{it.content}{/each}",
                                new Scope.Many(inputs.subList(0, 16), Optional.empty())))
                .hasSize(16 << 20);
        assertThatThrownBy(() -> renderer()
                        .render("{#each inputs}{it.content}{/each}", new Scope.Many(inputs, Optional.empty())))
                .isInstanceOf(FailedCall.class)
                .hasMessageContaining("16 Mi");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{#each inputs}{#each inputs}{#each inputs}{#each inputs}{/each}{/each}{/each}{/each}",
                "{#each inputs}{#each inputs}{#each inputs}{it.content}{/each}{/each}{/each}{#each inputs}{/each}"
            })
    void loopsComeToAnEnd(String template) {
        // Given
        List<Item> inputs = IntStream.rangeClosed(1, 100)
                .mapToObj(number -> item("l" + number, ""))
                .toList();

        // When, Then
        assertThatThrownBy(() -> renderer().render(template, new Scope.Many(inputs, Optional.empty())))
                .isInstanceOf(FailedCall.class)
                .hasMessageContaining("1,000,000 steps");
    }

    @Test
    void aHundredThousandInputsAreNotTooMany() {
        // Given
        Item input = item("l", "");
        Scope many = new Scope.Many(
                IntStream.range(0, 100_000).mapToObj(any -> input).toList(), Optional.empty());

        // When
        String prompt = renderer().render("{#each inputs}{it.label}{/each}", many);

        // Then
        assertThat(prompt).hasSize(100_000);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {#if true}          | x | {/if}
            {#each inputs}      | x | {/each}
            {inputs.take(       | 1 | )
            {#if                | 1 | }
            (                   | 1 | )
            """)
    void templatesNestedWithoutEndAreRefused(String open, String middle, String close) {
        // Given
        String template = open.repeat(1_000) + middle + close.repeat(1_000);
        String longer = open.repeat(20_000) + middle + close.repeat(20_000);

        // When, Then
        assertThat(attempt(template)).isTrue();
        assertThat(attempt(longer)).isTrue();
    }

    @Test
    void aLongTemplateIsReadAndRenderedInLittleTime() {
        // Given
        String template = "{item.label}\n".repeat(80_000);

        // When, Then
        assertThat(one(template)).hasSize(6 * 80_000);
    }

    @Test
    void ofManyFaultsTheFirstHundredAreTold() {
        // Given
        String template =
                IntStream.range(0, 100_000).mapToObj("{nope%d}\n"::formatted).collect(Collectors.joining());

        // When, Then
        assertThat(renderer().faults(template, EACH)).hasSize(100);
    }

    /** Whether it ends, in whatever way. */
    private boolean attempt(String template) {
        List<String> faults = renderer().faults(template, ALL);
        try {
            return !renderer().render(template, both()).isEmpty() || !faults.isEmpty();
        } catch (FailedCall refused) {
            return true;
        }
    }

    @Test
    void theSameInputGivesTheSamePromptInEveryThread() throws Exception {
        // Given
        Callable<String> render = () -> renderer().render("{#each inputs}{it.label}{it_count}{/each}", both());

        // When
        List<Future<String>> prompts;
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            prompts = threads.invokeAll(
                    IntStream.range(0, 200).mapToObj(any -> render).toList());
        }

        // Then
        for (Future<String> prompt : prompts) {
            assertThat(prompt.get()).isEqualTo("alice1bob2");
        }
    }
}
