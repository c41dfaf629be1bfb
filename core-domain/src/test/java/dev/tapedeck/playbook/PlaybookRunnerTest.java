package dev.tapedeck.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.build.Money;
import dev.tapedeck.build.Provenance.Tokens;
import dev.tapedeck.declared.TextProblem;
import dev.tapedeck.exchange.Deadline;
import dev.tapedeck.exchange.ScriptedAnswer;
import dev.tapedeck.run.Procedure;
import dev.tapedeck.run.RunEntry;
import dev.tapedeck.run.RunEntry.Step.Event;
import dev.tapedeck.run.StepResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaybookRunnerTest {
    private final PlaybooksUnderTest here = new PlaybooksUnderTest();

    private List<Event> events() {
        return here.entries(RunEntry.Step.class).map(RunEntry.Step::event).toList();
    }

    private Playbook known(String name) {
        return Optional.ofNullable(here.library.get(new PlaybookName(name))).orElseThrow();
    }

    private static StepResult last(PlaybookResult result) {
        return result.procedure().stepResults().getLast();
    }

    private Start startWith(String parameters, String given) {
        Playbook playbook = here.named("p", """
                "parameters":%s,
                "steps":[{"name":"s","action":"try","params":{"x":"<{a}>"}}]""".formatted(parameters));
        return here.prepare(playbook, given);
    }

    @Test
    void stepsAreCarriedOutInOrderAndFindWhatWasStored() {
        // Given
        here.scripted.thenMake("billing").thenMakeJson("{\"status\":\"sent\",\"count\":2}");

        // When
        PlaybookResult result = here.run(here.named("p", """
                "parameters":{"n":{"type":"integer","required":true}},
                "steps":[{"name":"a","action":"try","params":{"n":"{n}","deep":[{"t":"<{n}>"}]},"storeAs":"category"},
                         {"name":"b","action":"try","params":{"c":"{category}"},"storeAs":"order"},
                         {"name":"c","action":"try","params":{"s":"{order.status}","n":"{order.count}","o":"{order}"}}]"""), "{\"n\":7}");

        // Then
        assertThat(result.success()).isTrue();
        assertThat(here.scripted.told())
                .containsExactly(
                        "{\"deep\":[{\"t\":\"<7>\"}],\"n\":7}",
                        "{\"c\":\"billing\"}",
                        "{\"n\":2,\"o\":{\"count\":2,\"status\":\"sent\"},\"s\":\"sent\"}");
        assertThat(result.procedure().data())
                .isEqualTo("{\"category\":\"billing\",\"order\":{\"count\":2,\"status\":\"sent\"}}");
        assertThat(events())
                .containsExactly(
                        Event.STARTED, Event.SUCCEEDED, Event.STARTED, Event.SUCCEEDED, Event.STARTED, Event.SUCCEEDED);
    }

    @Test
    void whatAValueHoldsIsNeverResolved() {
        // Given
        here.scripted.thenMake("{a} {{b}} {");

        // When
        here.run(here.named("p", """
                "parameters":{"a":{}},
                "steps":[{"name":"a","action":"try","params":{"x":"{a}!"},"storeAs":"b"},
                         {"name":"b","action":"try","params":{"x":"{b}!"}}]"""), "{\"a\":\"{a}{b\"}");

        // Then
        assertThat(here.scripted.told()).containsExactly("{\"x\":\"{a}{b!\"}", "{\"x\":\"{a} {{b}} {!\"}");
    }

    @Test
    void everythingThatIsWrongWithParametersIsToldBeforeAnythingIsDone() {
        // When
        Start start =
                here.prepare(here.named("p", """
                "parameters":{"a":{"required":true},"b":{"type":"integer"},"c":{"pattern":"#?(\\\\d{3,})"},"d":{"enum":["x","y"]},
                              "e":{"type":"boolean"},"f":{"type":"number"}},
                "steps":[{"name":"s","action":"try","params":{"x":"{f}"}}]"""), "{\"b\":1.5,\"c\":\"#12\",\"d\":\"z\",\"e\":\"true\",\"g\":1}");

        // Then
        assertThat(((Start.Refused) start).problems())
                .extracting(TextProblem::pointer)
                .containsExactlyInAnyOrder(
                        "/parameters/a",
                        "/parameters/b",
                        "/parameters/c",
                        "/parameters/d",
                        "/parameters/e",
                        "/parameters/f",
                        "/parameters/g");
        assertThat(here.scripted.received()).isEmpty();
        assertThat(here.timeline).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a":{"required":true}}                        | {}               | 'a' is missing: this playbook needs it, as text.
            {"a":{}}                                       | {}               | 'a' is missing, and step 's' uses it. Give it, or a default in the playbook.
            {"a":{"type":"integer"}}                       | {"a":"1"}        | 'a' must be a whole number, and is '1'.
            {"a":{"type":"string"}}                        | {"a":1}          | 'a' must be text, and is the number 1.
            {"a":{"enum":["x","y"]}}                       | {"a":"z"}        | 'a' must be one of x, y, and is 'z'.
            {"a":{"pattern":"(a+)+b"}}                     | {"a":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac"} | 'a' must be text of at most 1,000 characters that matches (a+)+b
            {"a":{}}                                       | {"a":"x","A":1}  | Unknown member 'A'. Did you mean 'a'?
            {"a":{}}                                       | []               | 'parameters' must be an object, and is an empty list.
            """)
    void aStartThatIsNotLawfulIsToldWithTheWayOut(String parameters, String given, String message) {
        assertThat(((Start.Refused) startWith(parameters, given)).problems())
                .extracting(TextProblem::message)
                .anySatisfy(told -> assertThat(told).startsWith(message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a":{"pattern":"#?(\\\\d{3,})"}}    | {"a":"#4711"} | <4711>
            {"a":{"pattern":"#?(\\\\d{3,})"}}    | {"a":"4711"}  | <4711>
            {"a":{"pattern":"#?\\\\d{3,}"}}      | {"a":"#4711"} | <#4711>
            {"a":{"pattern":"(a)(b)"}}           | {"a":"ab"}    | <ab>
            `{"a":{"pattern":"a|(b)"}}`          | {"a":"a"}     | <a>
            {"a":{"default":"x"}}                | {}            | <x>
            {"a":{"default":"#123","pattern":"#(\\\\d+)"}} | {} | <123>
            {"a":{"type":"boolean","default":false}} | {"a":true} | <true>
            {"a":{"type":"number"}}              | {"a":1.50}    | <1.5>
            """)
    void aPatternWithOneGroupMakesTheValue(String parameters, String given, String value) {
        // Given
        Start start = startWith(parameters, given);

        // When
        here.runner.run((Start.Ready) start, here.provider, here.timeline::add, here.progress::add, here.cancellation);

        // Then
        assertThat(here.scripted.told()).containsExactly("{\"x\":\"%s\"}".formatted(value));
    }

    @Test
    void abortHasTheFailedStepAmongItsResults() {
        // Given
        here.scripted.thenMake("fine").thenFail("The database is away, key sk-secret\nsecond line " + "x".repeat(300));

        // When
        PlaybookResult result = here.run(here.named("p", """
                "parameters":{"order":{"default":"4711"}},
                "steps":[{"name":"a","action":"try"},
                         {"name":"b","description":"looks {order} up","action":"try","onFailure":"abort",
                          "failureMessage":"Order {order} can't be found."},
                         {"name":"c","action":"try"}]"""));

        // Then
        Procedure procedure = result.procedure();
        assertThat(result.success()).isFalse();
        assertThat(procedure.stepResults()).extracting(StepResult::success).containsExactly(true, false);
        assertThat(procedure.userMessage()).contains("Order 4711 can't be found.");
        assertThat(procedure.cause().orElseThrow())
                .startsWith("The database is away, key «redacted» second line x")
                .hasSize(200)
                .endsWith("…");
        assertThat(procedure.error())
                .contains("Step 2 (looks 4711 up): " + procedure.cause().orElseThrow());
        assertThat(events()).endsWith(Event.STARTED, Event.ATTEMPT_FAILED, Event.FAILED);
        assertThat(here.scripted.received()).hasSize(2);
    }

    @Test
    void secretsStandNowhereInWhatIsTold() {
        // Given
        here.scripted.thenMake("the key is sk-secret").thenFail("Refused sk-secret.");

        // When
        PlaybookResult result = here.run(here.named("p", """
                "steps":[{"name":"a","action":"try","storeAs":"k"},
                         {"name":"b","description":"uses {k}","action":"try","onFailure":"abort","failureMessage":"Not with {k}."}]"""));

        // Then
        assertThat(result.procedure().toString()).contains("«redacted»").doesNotContain("sk-secret");
        assertThat(here.timeline.toString()).contains("«redacted»").doesNotContain("sk-secret");
    }

    @Test
    void aStepWithoutDescriptionIsToldByItsName() {
        // Given
        here.scripted.thenFail("No.");

        // When
        PlaybookResult result = here.run(here.steps("{\"name\":\"a\",\"action\":\"try\",\"onFailure\":\"abort\"}"));

        // Then
        assertThat(result.procedure().error()).contains("Step 1 (a): No.");
        assertThat(result.procedure().userMessage()).isEmpty();
    }

    @Test
    void aResultThatDoesNotVerifyIsAFailureOfTheStep() {
        // Given
        here.scripted.thenMake("nothing of this");

        // When
        PlaybookResult result = here.run(here.steps("""
                {"name":"a","action":"try","onFailure":"abort","verify":{"textContains":["billing","other"],"match":"any"}}"""));

        // Then
        assertThat(last(result).success()).isFalse();
        assertThat(last(result).cause()).contains("The result has none of 'billing', 'other'.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"textContains":["a","b"]}               | ab | true
            {"textContains":["a","b"]}               | a  | false
            {"textContains":["a","b"],"match":"any"} | b  | true
            {"textContains":["a","b"],"match":"any"} | c  | false
            {"equals":"ab"}                          | ab | true
            {"equals":"ab"}                          | abc | false
            {"equals":"{p}{{}}"}                     | P{} | true
            {"textContains":["{p}"]}                 | xPx | true
            """)
    void verificationsHoldOrDoNot(String verify, String value, boolean holds) {
        // Given
        here.scripted.thenMake(value);

        // When
        PlaybookResult result = here.run(here.named("p", """
                "parameters":{"p":{"default":"P"}},
                "steps":[{"name":"a","action":"try","onFailure":"abort","verify":%s}]""".formatted(verify)));

        // Then
        assertThat(result.success()).isEqualTo(holds);
    }

    @Test
    void whatOnlyLooksIsCarriedOutAgainUntilItVerifies() {
        // Given
        here.scripted.thenMake("wait").thenFail("Not there yet.").thenMake("ready");

        // When
        PlaybookResult result = here.run(here.steps("""
                {"name":"a","action":"try","verify":{"textContains":["ready"],"timeoutMs":5000}}"""));

        // Then
        assertThat(result.success()).isTrue();
        assertThat(last(result).attempts()).isEqualTo(3);
        assertThat(here.time.pauses()).containsExactly(Duration.ofMillis(500), Duration.ofMillis(500));
        assertThat(result.duration()).isEqualTo(Duration.ofSeconds(1));
        assertThat(result.spent()).isEqualTo(new Spent(new Tokens(7, 3), new Money(1)));
    }

    @Test
    void aVerificationThatNeverHoldsEndsWithItsTime() {
        // When
        PlaybookResult result = here.run(here.steps("""
                {"name":"a","action":"try","onFailure":"abort","verify":{"textContains":["ready"],"timeoutMs":1200}}"""));

        // Then
        assertThat(result.success()).isFalse();
        assertThat(here.scripted.received()).hasSize(3);
        assertThat(here.time.pauses()).hasSize(2);
    }

    @Test
    void aHostThatDoesNotHaveItYetIsAskedUntilTheTimeIsOver() {
        // Given
        here.provider
                .thenAnswer(ScriptedAnswer.json(404, "{}"))
                .thenAnswer(ScriptedAnswer.json(409, "{}"))
                .thenAnswer("{\"state\":\"ready\"}");

        // When
        PlaybookResult result = here.run(here.steps("""
                {"name":"a","action":"http","params":{"url":"https://orders.internal/job"},"onFailure":"abort",
                 "verify":{"textContains":["ready"],"timeoutMs":5000}}"""));

        // Then
        assertThat(result.success()).isTrue();
        assertThat(here.provider.received())
                .hasSize(3)
                .allSatisfy(call -> assertThat(call.deadline()).contains(new Deadline(5_000_000_000L)));
    }

    @Test
    void aCallThatNobodyWaitsForToVerifyHasNoDeadlineOfItsOwn() {
        // Given
        here.provider.thenAnswer("ready");

        // When
        here.run(here.steps("""
                {"name":"a","action":"http","params":{"url":"https://orders.internal/job"},
                 "verify":{"textContains":["ready"]}}"""));

        // Then
        assertThat(here.provider.received()).allMatch(call -> call.deadline().isEmpty());
    }

    @Test
    void aLookThatTakesTheWholeTimeIsTheLast() {
        // Given
        here.scripted.meanwhile(() -> here.time.advance(Duration.ofMillis(4_600)));

        // When
        PlaybookResult result = here.run(here.steps("""
                {"name":"a","action":"try","onFailure":"abort","verify":{"textContains":["ready"],"timeoutMs":5000}}"""));

        // Then
        assertThat(last(result).attempts()).isEqualTo(1);
        assertThat(result.duration()).isEqualTo(Duration.ofMillis(4_600));
    }

    @Test
    void whatChangesSomethingIsLookedAtOnce() {
        // When
        PlaybookResult result = here.run(here.steps("""
                {"name":"a","action":"change","onFailure":"abort","verify":{"textContains":["ready"],"timeoutMs":5000}}"""));

        // Then
        assertThat(result.success()).isFalse();
        assertThat(here.scripted.received()).hasSize(1);
    }

    @Test
    void retriesFollowThePolicyAndTheirCallsAreMadeOnce() {
        // Given
        here.scripted.thenFail("First.").thenFail("Second.").thenMake("fine");

        // When
        PlaybookResult result = here.run(here.steps("{\"name\":\"a\",\"action\":\"try\",\"onFailure\":\"retry\"}"));

        // Then
        assertThat(result.success()).isTrue();
        assertThat(last(result).attempts()).isEqualTo(3);
        assertThat(here.time.pauses()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1));
        assertThat(here.scripted.received()).allMatch(ActionCall::once);
        assertThat(result.spent().tokens()).isEqualTo(new Tokens(14, 6));
        assertThat(events())
                .containsExactly(Event.STARTED, Event.ATTEMPT_FAILED, Event.ATTEMPT_FAILED, Event.SUCCEEDED);
    }

    @Test
    void retriesEndWithThePolicysLastAttempt() {
        // Given
        here.scripted.thenFail("First.").thenFail("Second.").thenFail("Third.");

        // When
        PlaybookResult result = here.run(here.steps("{\"name\":\"a\",\"action\":\"try\",\"onFailure\":\"retry\"}"));

        // Then
        assertThat(last(result).cause()).contains("Third.");
        assertThat(last(result).attempts()).isEqualTo(3);
        assertThat(last(result).tokens()).isEqualTo(new Tokens(21, 9));
    }

    @Test
    void whatWouldFailAgainIsNotRetried() {
        // Given
        here.scripted.thenFailForGood("Never.");

        // When
        here.run(here.steps("{\"name\":\"a\",\"action\":\"try\",\"onFailure\":\"retry\"}"));

        // Then
        assertThat(here.scripted.received()).hasSize(1);
    }

    @Test
    void aPlaceholderThatLeadsToNothingFailsTheStepBeforeItsAction() {
        // Given
        here.scripted.thenMakeJson("{\"a\":1}");

        // When
        PlaybookResult result = here.run(here.steps(
                "{\"name\":\"a\",\"action\":\"try\",\"storeAs\":\"x\"}",
                "{\"name\":\"b\",\"action\":\"try\",\"params\":{\"v\":\"{x.b}\"},\"onFailure\":\"abort\"}"));

        // Then
        assertThat(last(result).cause()).contains("{x.b} isn't there: 'x' has no 'b'.");
        assertThat(here.scripted.received()).hasSize(1);
        assertThat(last(result).attempts()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "params":{"x":"{a.status}"}                    | {"a":"x"}      | {a.status} isn't there: 'a' has no 'status'.
            "params":{"x":"<{a.status}>"}                  | {"a":"{}"}     | {a.status} isn't there: 'a' has no 'status'.
            "verify":{"textContains":["{a.0}"]}            | {"a":"[]"}     | {a.0} isn't there: 'a' has no '0'.
            "verify":{"equals":"{a.0}"}                    | {"a":"[]"}     | {a.0} isn't there: 'a' has no '0'.
            "description":"{a.b}"                          | {"a":"x"}      | {a.b} isn't there: 'a' has no 'b'.
            "failureMessage":"{a.b}"                       | {"a":"x"}      | {a.b} isn't there: 'a' has no 'b'.
            "params":{"x":"<{n}>"}                         | {"n":1e999}    | It has no form in JSON: The text must be a number
            """)
    void whatParametersDoNotHoldIsToldBeforeAnythingIsDone(String members, String given, String message) {
        // When
        Start start = here.prepare(here.named("p", """
                "parameters":{"a":{"default":"{}"},"n":{"type":"number","default":1}},
                "steps":[{"name":"s","action":"try",%s}]""".formatted(members)), given);

        // Then
        assertThat(((Start.Refused) start).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.pointer()).isEqualTo("/steps/0");
            assertThat(problem.message()).startsWith(message);
        });
    }

    @Test
    void whatIsTooDeepToBeStoredFailsItsStep() {
        // Given
        here.scripted.thenMake("fine").thenMakeJson("[".repeat(100) + "1" + "]".repeat(100));

        // When
        PlaybookResult result = here.run(here.steps(
                "{\"name\":\"a\",\"action\":\"try\",\"storeAs\":\"x\"}",
                "{\"name\":\"b\",\"action\":\"try\",\"storeAs\":\"y\"}"));

        // Then
        assertThat(result.procedure().stepResults())
                .extracting(StepResult::success)
                .containsExactly(true, false);
        assertThat(last(result).cause().orElseThrow()).contains("100 deep");
        assertThat(result.procedure().data()).isEqualTo("{\"x\":\"fine\"}");
    }

    @Test
    void aStepWhoseResultDoesNotFitBesideWhatIsStoredFails() {
        // Given
        here.scripted
                .thenMake("x".repeat(1_000_000))
                .thenMake("y".repeat(48_000))
                .thenMake("z".repeat(1_000));

        // When
        PlaybookResult result = here.run(here.steps(
                "{\"name\":\"a\",\"action\":\"try\",\"storeAs\":\"x\"}",
                "{\"name\":\"b\",\"action\":\"try\",\"storeAs\":\"y\"}",
                "{\"name\":\"c\",\"action\":\"try\"}",
                "{\"name\":\"d\",\"action\":\"change\",\"params\":{\"v\":\"{y}\"},\"storeAs\":\"z\"}",
                "{\"name\":\"e\",\"action\":\"set\",\"params\":{\"v\":\"{y}\"},\"storeAs\":\"w\"}"));

        // Then
        assertThat(result.procedure().stepResults()).hasSize(5);
        assertThat(last(result).cause())
                .contains(
                        "What step 'e' made takes 48,014 bytes as JSON, and of the 1,048,576 that a playbook may store 548 are left.");
        assertThat(result.procedure().data()).hasSizeLessThan(1 << 20).doesNotContain("\"w\"");
    }

    @Test
    void whatIsKeptOfAStepIsShort() {
        // Given
        here.scripted.thenMake("x".repeat(2_000)).thenFail("No.");

        // When
        PlaybookResult result = here.run(here.named("p", """
                "steps":[{"name":"a","action":"try","storeAs":"x"},
                         {"name":"b","description":"<{x}>","action":"try","failureMessage":"{x}","onFailure":"abort"}]"""));

        // Then
        assertThat(last(result).description()).startsWith("<xxx").endsWith("… [2002 chars total]");
        assertThat(last(result).message().orElseThrow()).endsWith("… [2000 chars total]");
        assertThat(result.procedure().error().orElseThrow()).hasSizeLessThan(600);
        assertThat(here.dryRun(here.steps("{\"name\":\"a\",\"action\":\"try\",\"description\":\"%s\"}"
                                .formatted("x".repeat(2_000))))
                        .procedure()
                        .stepResults())
                .allSatisfy(step -> assertThat(step.description()).endsWith("… [2000 chars total]"));
    }

    @Test
    void dataThatTheRedactorWithholdsIsStillJson() {
        // Given
        here.scripted.thenMake("too much");

        // When
        PlaybookResult result = here.run(here.steps("{\"name\":\"a\",\"action\":\"try\",\"storeAs\":\"x\"}"));

        // Then
        assertThat(result.success()).isTrue();
        assertThat(result.procedure().data()).isEqualTo("\"«withheld»\"");
    }

    @Test
    void guardrailsRefuseAllThatComesAfterTheEnd() {
        // Given
        Playbook playbook = here.named("p", """
                "guardrails":{"maxConsecutiveErrors":1},
                "steps":[{"name":"a","action":"try"},{"name":"b","action":"try"}]""");
        here.scripted.thenFail("No.");

        // When
        PlaybookResult result = here.run(playbook);

        // Then
        assertThat(here.scripted.received()).hasSize(1);
        assertThat(result.procedure().error().orElseThrow()).startsWith("Step 1 (a): No.");
        assertThat(here.entries(RunEntry.Notice.class))
                .singleElement()
                .satisfies(notice -> assertThat(notice.message()).contains("maxConsecutiveErrors"));
    }

    @Test
    void stepsThatRepeatAreToldAndThenRefused() {
        // Given
        String same = "\"action\":\"try\",\"params\":{\"x\":1},\"onFailure\":\"abort\"}";
        String[] steps = java.util.stream.IntStream.rangeClosed(1, 9)
                .mapToObj(number -> "{\"name\":\"s%d\",".formatted(number) + same)
                .toArray(String[]::new);

        // When
        PlaybookResult result = here.run(here.steps(steps));

        // Then
        assertThat(here.scripted.received()).hasSize(7);
        assertThat(result.procedure().stepResults()).hasSize(8);
        assertThat(result.procedure().cause().orElseThrow()).startsWith("The guardrails have stopped this playbook");
    }

    @Test
    void whatItHasComeToIsToldAfterEachStep() {
        // Given
        here.scripted.thenMake("fine").thenFail("No.");

        // When
        here.run(here.steps(
                "{\"name\":\"a\",\"action\":\"try\",\"storeAs\":\"x\"}",
                "{\"name\":\"b\",\"action\":\"try\",\"onFailure\":\"abort\"}",
                "{\"name\":\"c\",\"action\":\"try\"}"));

        // Then
        assertThat(here.progress)
                .extracting(soFar ->
                        soFar.stepResults().stream().map(StepResult::success).toList())
                .containsExactly(List.of(true), List.of(true, false));
    }

    @Test
    void aRunThatIsEndedStopsBeforeTheNextStep() {
        // Given
        here.cancellation.cancel();

        // When
        PlaybookResult result = here.run(here.steps("{\"name\":\"a\",\"action\":\"try\"}"));

        // Then
        assertThat(result.procedure().error()).contains("The run was ended before step 1.");
        assertThat(here.scripted.received()).isEmpty();
    }

    @Test
    void aDryRunDoesNothingAndRefusesWhatHasAnEffect() {
        // When
        PlaybookResult result = here.dryRun(here.steps(
                "{\"name\":\"ask\",\"action\":\"complete\",\"params\":{\"provider\":\"openai\",\"model\":\"m\",\"prompt\":\"?\"}}",
                "{\"name\":\"look\",\"action\":\"http\",\"params\":{\"url\":\"https://orders.internal/1\"}}",
                "{\"name\":\"send\",\"action\":\"http\",\"params\":{\"url\":\"https://orders.internal/1\",\"method\":\"POST\"}}",
                "{\"name\":\"harmless\",\"action\":\"change\",\"effect\":\"read\"}"));

        // Then
        assertThat(here.provider.received()).isEmpty();
        assertThat(here.scripted.received()).isEmpty();
        assertThat(result.procedure().dryRun()).isTrue();
        assertThat(result.success()).isTrue();
        assertThat(result.procedure().stepResults())
                .extracting(StepResult::attempts)
                .containsOnly(0);
        assertThat(result.procedure().stepResults())
                .extracting(StepResult::success)
                .containsExactly(true, true, false, true);
        assertThat(result.procedure().warnings())
                .singleElement()
                .asString()
                .startsWith("READ_ONLY_VIOLATION: step 3 (send)");
    }

    @Test
    void aDryRunLooksIntoThePlaybooksThatArePlayed() {
        // Given
        here.named("reads", "\"steps\":[{\"name\":\"r\",\"action\":\"try\",\"onFailure\":\"abort\"}]");
        here.named("writes", """
                "parameters":{"verb":{"default":"GET"},"id":{}},
                "steps":[{"name":"look","action":"try","onFailure":"abort"},
                         {"name":"send","action":"http","params":{"method":"{verb}","url":"https://orders.internal/{id}"},"onFailure":"abort"}]""");

        // When
        PlaybookResult result = here.dryRun(
                here.steps(
                        "{\"name\":\"a\",\"action\":\"playbook\",\"params\":{\"name\":\"reads\"},\"onFailure\":\"abort\",\"storeAs\":\"x\"}",
                        "{\"name\":\"b\",\"action\":\"playbook\",\"params\":{\"name\":\"writes\",\"parameters\":{\"id\":\"{x.id}\"}},\"onFailure\":\"abort\"}",
                        "{\"name\":\"c\",\"action\":\"playbook\",\"effect\":\"read\",\"params\":{\"name\":\"writes\",\"parameters\":{\"verb\":\"POST\"}},\"onFailure\":\"abort\"}",
                        "{\"name\":\"d\",\"action\":\"playbook\",\"params\":{\"name\":\"{x.name}\"},\"onFailure\":\"abort\"}",
                        "{\"name\":\"e\",\"action\":\"playbook\",\"params\":{\"name\":\"writes\",\"parameters\":{\"verb\":\"{x.verb}\"}},\"onFailure\":\"abort\"}"));

        // Then
        assertThat(result.procedure().stepResults())
                .extracting(StepResult::success)
                .containsExactly(true, true, false, false, false);
        assertThat(result.procedure().warnings())
                .satisfiesExactly(
                        third -> assertThat(third).startsWith("READ_ONLY_VIOLATION: step 3 (c), in it step 2 (send) "),
                        fourth -> assertThat(fourth).startsWith("READ_ONLY_VIOLATION: step 4 (d) "),
                        fifth -> assertThat(fifth).startsWith("READ_ONLY_VIOLATION: step 5 (e), in it step 2 (send) "));
    }

    @Test
    void whatAReadingStepPlaysMayNotWriteHoweverDeep() {
        // Given
        here.named("deep", "\"steps\":[{\"name\":\"w\",\"action\":\"change\",\"onFailure\":\"abort\"}]");
        here.named("inner", """
                "steps":[{"name":"r","action":"try"},
                         {"name":"i","action":"playbook","params":{"name":"deep"},"onFailure":"abort"}]""");
        String step =
                "{\"name\":\"o\",\"action\":\"playbook\",\"params\":{\"name\":\"inner\"},\"onFailure\":\"abort\"%s}";

        // When
        PlaybookResult reading = here.run(here.steps(step.formatted(",\"effect\":\"read\"")));
        PlaybookResult writing = here.run(here.steps(step.formatted("")));

        // Then
        assertThat(reading.procedure().cause().orElseThrow())
                .contains("READ_ONLY_VIOLATION: this changes something, and a step with 'effect: read' plays 'deep'.");
        assertThat(writing.success()).isTrue();
        assertThat(here.scripted.received()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"2, false", "3, true"})
    void theActionsOfAPlaybookAreBoundWithThoseOfWhatItPlays(int most, boolean success) {
        // Given
        here.named("inner", """
                "steps":[{"name":"a","action":"try","params":{"n":1}},{"name":"b","action":"try","params":{"n":2}},
                         {"name":"c","action":"try","params":{"n":3}}]""");

        // When
        PlaybookResult result = here.run(here.named("outer", """
                "guardrails":{"maxSteps":%d},
                "steps":[{"name":"o","action":"playbook","params":{"name":"inner"},"onFailure":"retry"}]""".formatted(most)));

        // Then
        assertThat(here.scripted.received()).hasSize(most);
        assertThat(result.success()).isEqualTo(success);
    }

    @ParameterizedTest
    @CsvSource({"30, 3", "31, 4"})
    void theTokensOfAPlaybookAreBoundWithThoseOfWhatItPlays(int most, int attempts) {
        // Given
        here.scripted.thenFail("1").thenFail("2").thenFail("3").thenFail("4").thenFail("5");
        here.named("inner", "\"steps\":[{\"name\":\"i\",\"action\":\"try\",\"onFailure\":\"retry\"}]");

        // When
        PlaybookResult result = here.run(here.named("outer", """
                "guardrails":{"maxTokens":%d},
                "steps":[{"name":"o","action":"playbook","params":{"name":"inner"},"onFailure":"retry"}]""".formatted(most)));

        // Then
        assertThat(here.scripted.received()).hasSize(attempts);
        assertThat(result.procedure().cause().orElseThrow()).contains("guardrails have stopped", "maxTokens");
    }

    @Test
    void whatGuardrailsStoppedIsNotPlayedAgain() {
        // Given
        here.scripted.thenFail("1");
        here.named("inner", """
                "guardrails":{"maxConsecutiveErrors":1},
                "steps":[{"name":"i","action":"try","onFailure":"abort"}]""");

        // When
        here.run(here.steps(
                "{\"name\":\"o\",\"action\":\"playbook\",\"params\":{\"name\":\"inner\"},\"onFailure\":\"retry\"}"));

        // Then
        assertThat(here.scripted.received()).hasSize(1);
    }

    @Test
    void anotherFailureInsideIsPlayedAgain() {
        // Given
        here.scripted.thenFail("1");
        here.named("inner", "\"steps\":[{\"name\":\"i\",\"action\":\"try\",\"onFailure\":\"abort\"}]");

        // When
        PlaybookResult result = here.run(here.steps(
                "{\"name\":\"o\",\"action\":\"playbook\",\"params\":{\"name\":\"inner\"},\"onFailure\":\"retry\"}"));

        // Then
        assertThat(result.success()).isTrue();
        assertThat(result.spent().tokens()).isEqualTo(new Tokens(7, 3));
    }

    @Test
    void attemptsByTheStepsOwnPolicyAreOneActionForTheGuardrails() {
        // Given
        here.scripted.thenFail("1").thenFail("2").thenMake("fine");

        // When
        here.run(here.named("p", """
                "guardrails":{"maxSteps":2},
                "steps":[{"name":"a","action":"try","onFailure":"retry"},{"name":"b","action":"try","onFailure":"abort"}]"""));

        // Then
        assertThat(here.scripted.received()).hasSize(4);
        assertThat(here.entries(RunEntry.Notice.class)).isEmpty();
    }

    @Test
    void aDryRunTellsThatNoModelCanRecover() {
        // When
        PlaybookResult result = here.dryRun(here.steps("{\"name\":\"a\",\"action\":\"try\"}"));

        // Then
        assertThat(result.procedure().warnings()).singleElement().asString().contains("Name one in 'recovery'");
    }

    @Test
    void aPlaybookIsPlayedInsideAnother() {
        // Given
        here.named(
                "inner",
                "\"parameters\":{\"a\":{\"required\":true}},\"steps\":[{\"name\":\"i\",\"action\":\"try\",\"params\":{\"x\":\"{a}\"},\"storeAs\":\"found\"}]");
        here.scripted.thenMake("inside");

        // When
        PlaybookResult result = here.run(here.named("outer", """
                "parameters":{"a":{"default":"{x}"}},
                "steps":[{"name":"o","action":"playbook","params":{"name":"inner","parameters":{"a":"{a}"}},"storeAs":"in"},
                         {"name":"p","action":"try","params":{"y":"{in.found}"}}]"""));

        // Then
        assertThat(result.success()).isTrue();
        assertThat(here.scripted.told()).containsExactly("{\"x\":\"{x}\"}", "{\"y\":\"inside\"}");
        assertThat(here.entries(RunEntry.Step.class).map(RunEntry.Step::playbook))
                .contains("inner", "outer");
    }

    @Test
    void whatFailsInsideFailsTheStepAndItsTokensCount() {
        // Given
        here.named("inner", "\"steps\":[{\"name\":\"i\",\"action\":\"try\",\"onFailure\":\"abort\"}]");
        here.scripted.thenFail("No.");

        // When
        PlaybookResult result = here.run(
                here.named(
                        "outer",
                        "\"steps\":[{\"name\":\"o\",\"action\":\"playbook\",\"params\":{\"name\":\"inner\"},\"onFailure\":\"abort\"}]"));

        // Then
        assertThat(result.procedure().error()).contains("Step 1 (o): Step 1 (i): No.");
        assertThat(result.spent().tokens()).isEqualTo(new Tokens(7, 3));
    }

    @Test
    void playbooksThatPlayEachOtherWithoutEndAreRefusedAtTheStart() {
        // Given
        here.named("b", "\"steps\":[{\"name\":\"s\",\"action\":\"playbook\",\"params\":{\"name\":\"a\"}}]");
        Playbook a =
                here.named("a", "\"steps\":[{\"name\":\"s\",\"action\":\"playbook\",\"params\":{\"name\":\"b\"}}]");

        // When, Then
        assertThat(((Start.Refused) here.prepare(a, "{}")).problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.pointer()).isEqualTo("/steps/0/params/name");
                    assertThat(problem.message()).contains("a → b → a");
                });
    }

    @Test
    void aCycleThatOnlyValuesMakeIsRefusedWhenItIsThere() {
        // Given
        Playbook a = here.named("a", """
                "parameters":{"n":{"default":"a"}},
                "steps":[{"name":"s","action":"playbook","params":{"name":"{n}"},"onFailure":"abort"}]""");

        // When
        PlaybookResult result = here.run(a);

        // Then
        assertThat(result.procedure().cause().orElseThrow()).startsWith("'a' would play itself: a → a");
    }

    @Test
    void fivePlaybooksMayStandInsideEachOtherButNotSix() {
        // Given
        here.named("n5", "\"steps\":[{\"name\":\"s\",\"action\":\"try\"}]");
        for (int number = 4; number >= 0; number--) {
            here.named(
                    "n" + number,
                    "\"steps\":[{\"name\":\"s\",\"action\":\"playbook\",\"params\":{\"name\":\"n%d\"}}]"
                            .formatted(number + 1));
        }

        // When
        PlaybookResult five = here.run(known("n1"));
        Start six = here.prepare(known("n0"), "{}");

        // Then
        assertThat(five.success()).isTrue();
        assertThat(((Start.Refused) six).problems())
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.message()).contains("Over 5 playbooks", "n0 → n1 → n2 → n3 → n4 → n5"));
    }

    @Test
    void aPlaybookThatIsNotThereIsToldAtTheStart() {
        // When
        Start start = here.prepare(
                here.steps("{\"name\":\"s\",\"action\":\"playbook\",\"params\":{\"name\":\"nowhere\"}}"), "{}");

        // Then
        assertThat(((Start.Refused) start).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).startsWith("There is no playbook 'nowhere'"));
    }
}
