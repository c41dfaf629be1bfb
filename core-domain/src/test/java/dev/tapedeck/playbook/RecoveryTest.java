package dev.tapedeck.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.build.Provenance.Tokens;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.ScriptedAnswer;
import dev.tapedeck.run.RunEntry;
import dev.tapedeck.run.RunEntry.Step.Event;
import dev.tapedeck.run.StepResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecoveryTest {
    private static final String RECOVERY =
            "\"recovery\":{\"provider\":\"openai\",\"model\":\"mender\",\"actions\":[\"try\",\"change\",\"set\"]},";

    private final PlaybooksUnderTest here = new PlaybooksUnderTest();

    private Playbook recovering(String step) {
        return here.named(
                "p",
                RECOVERY
                        + "\"description\":\"Finds orders\",\"steps\":[%s,{\"name\":\"then\",\"action\":\"try\",\"description\":\"tells it\"}]"
                                .formatted(step));
    }

    private Playbook recovering() {
        return recovering(
                "{\"name\":\"a\",\"action\":\"try\",\"description\":\"finds it\",\"storeAs\":\"x\",\"failureMessage\":\"Not found.\"}");
    }

    private static StepResult first(PlaybookResult result) {
        return result.procedure().stepResults().getFirst();
    }

    @Test
    void aModelMendsAStep() {
        // Given
        here.scripted.thenFail("The order isn't there.").thenMake("found elsewhere");
        here.provider.thenAnswer("{\"action\":\"try\",\"params\":{\"where\":\"{else}where\"}}");

        // When
        PlaybookResult result = here.run(recovering());

        // Then
        assertThat(result.success()).isTrue();
        assertThat(first(result).recovered()).isTrue();
        assertThat(first(result).tokens()).isEqualTo(new Tokens(1_007, 103));
        assertThat(here.scripted.told()).contains("{\"where\":\"{else}where\"}");
        assertThat(result.procedure().data()).isEqualTo("{\"x\":\"found elsewhere\"}");
        assertThat(here.asked().getFirst())
                .contains(
                        "\"model\":\"mender\"",
                        "The order isn't there.",
                        "Finds orders",
                        "finds it",
                        "tells it",
                        "- try: ",
                        "- set: ");
        assertThat(here.entries(RunEntry.Step.class).map(RunEntry.Step::event))
                .startsWith(Event.STARTED, Event.ATTEMPT_FAILED, Event.RECOVERING, Event.SUCCEEDED);
        assertThat(here.entries(RunEntry.Call.class)).hasSize(1);
    }

    @Test
    void aPlaceholderThatLeadsToNothingStaysOpenForTheModel() {
        // Given
        here.scripted.thenMakeJson("{\"id\":1}");
        here.provider.thenAnswer("{\"giveUp\":\"no\"}");

        // When
        PlaybookResult result = here.run(here.named("p", """
                "steps":[{"name":"a","action":"try","storeAs":"order"},
                         {"name":"b","action":"complete","failureMessage":"Not told.",
                          "params":{"provider":"openai","model":"own","prompt":"{order.id} is {order.status}"}}]"""));

        // Then
        assertThat(result.procedure().cause()).contains("{order.status} isn't there: 'order' has no 'status'.");
        assertThat(result.procedure().userMessage()).contains("Not told.");
        assertThat(result.procedure().stepResults()).hasSize(2);
        assertThat(here.asked()).singleElement().asString().contains("\"model\":\"own\"", "1 is {order.status}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"%s\":1", "\"a\":1,\"a\":2", "\"a\":1e999"})
    void anAnswerThatNobodyCanWriteIsUnfit(String members) {
        assertThat(RecoveryAnswer.read(
                        "{\"action\":\"try\",\"params\":{%s}}".formatted(members.formatted("x".repeat(1_001)))))
                .isInstanceOf(RecoveryAnswer.Unfit.class);
    }

    @Test
    void aStepThatCanNeverBeVerifiedIsNotGivenToAModel() {
        // Given
        here.scripted.thenMakeJson("{}");

        // When
        PlaybookResult result = here.run(recovering("""
                {"name":"o","action":"try","storeAs":"o"},
                {"name":"b","action":"try","verify":{"equals":"{o.status}"}}"""));

        // Then
        assertThat(result.procedure().stepResults().getLast().recoveryError())
                .contains("{o.status} isn't there: 'o' has no 'status'.");
        assertThat(here.provider.received()).isEmpty();
    }

    @Test
    void whatARecoveryCarriesOutStandsInTheTimeline() {
        // Given
        here.scripted.thenFail("No.").thenFail("Nor so, sk-secret.").thenMake("found");
        here.provider
                .thenAnswer("{\"action\":\"try\",\"params\":{\"key\":\"sk-secret\"}}")
                .thenAnswer("{\"action\":\"teleport\",\"params\":{}}")
                .thenAnswer("{\"action\":\"try\",\"params\":{}}");

        // When
        here.run(recovering());

        // Then
        assertThat(here.entries(RunEntry.Action.class))
                .containsExactly(
                        new RunEntry.Action(
                                "playbook",
                                "try",
                                Optional.of("{\"key\":\"«redacted»\"}"),
                                false,
                                Optional.empty(),
                                Optional.of("Nor so, «redacted»."),
                                Optional.of(Duration.ZERO)),
                        new RunEntry.Action(
                                "playbook",
                                "try",
                                Optional.of("{}"),
                                true,
                                Optional.of("found"),
                                Optional.empty(),
                                Optional.of(Duration.ZERO)));
    }

    @ParameterizedTest
    @CsvSource({"GET, 0", "POST, 1"})
    void aModelMayOnlyWriteWhereTheStepDoesWithItsValues(String method, int changes) {
        // Given
        here.provider
                .thenAnswer(ScriptedAnswer.json(404, "{}"))
                .thenAnswer("{\"action\":\"change\",\"params\":{}}")
                .thenAnswer("{\"giveUp\":\"no\"}");
        Playbook playbook = here.named("p", RECOVERY + """
                "parameters":{"verb":{"required":true}},
                "steps":[{"name":"a","action":"http","params":{"method":"{verb}","url":"https://orders.internal/1"}}]""");

        // When
        here.run(playbook, "{\"verb\":\"%s\"}".formatted(method));

        // Then
        assertThat(here.scripted.received()).hasSize(changes);
    }

    @Test
    void aFailedRecoveryTellsBothErrorsAndCountsAllTokens() {
        // Given
        here.scripted.thenFail("The order isn't there.").thenFail("Nor there.");
        here.provider
                .thenAnswer("{\"action\":\"try\",\"params\":{\"where\":\"there\"}}")
                .thenAnswer("{\"giveUp\":\"It is nowhere, sk-secret.\"}");

        // When
        PlaybookResult result = here.run(recovering());

        // Then
        assertThat(first(result).cause()).contains("The order isn't there.");
        assertThat(first(result).recoveryError()).contains("The model gave up: It is nowhere, «redacted».");
        assertThat(first(result).message()).contains("Not found.");
        assertThat(result.procedure().error())
                .contains(
                        "Step 1 (finds it): The order isn't there. The recovery failed too: The model gave up: It is nowhere, «redacted».");
        assertThat(result.spent().tokens()).isEqualTo(new Tokens(2_014, 206));
        assertThat(first(result).tokens()).isEqualTo(result.spent().tokens());
        assertThat(result.spent().cost().dollars()).isEqualByComparingTo("2200.000000002");
        assertThat(here.asked().get(1)).contains("there", "failed: Nor there.");
    }

    @Test
    void severalActionsMayLeadToTheGoal() {
        // Given
        here.scripted.thenFail("Not logged in.").thenMake("logged in").thenMake("found");
        here.provider
                .thenAnswer("{\"action\":\"try\",\"params\":{\"log\":\"in\"},\"final\":false}")
                .thenAnswer("{\"action\":\"try\",\"params\":{}}");

        // When
        PlaybookResult result = here.run(recovering());

        // Then
        assertThat(result.procedure().data()).isEqualTo("{\"x\":\"found\"}");
    }

    @Test
    void whatStandsForAStepMustVerifyLikeIt() {
        // Given
        here.scripted.thenMake("nothing").thenMake("nothing either").thenMake("an order");
        here.provider
                .thenAnswer("{\"action\":\"try\",\"params\":{\"n\":1}}")
                .thenAnswer("{\"action\":\"try\",\"params\":{\"n\":2}}");

        // When
        PlaybookResult result = here.run(recovering(
                "{\"name\":\"a\",\"action\":\"try\",\"verify\":{\"textContains\":[\"order\"]},\"storeAs\":\"x\"}"));

        // Then
        assertThat(result.procedure().data()).isEqualTo("{\"x\":\"an order\"}");
        assertThat(here.asked().get(1)).contains("The result lacks 'order'.", "nothing either");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no JSON",
                "[]",
                "{\"action\":\"try\",\"params\":[]}",
                "{\"params\":{}}",
                "{\"action\":\"complete\",\"params\":{}}",
                "{\"action\":\"change\",\"params\":{}}",
                "{\"action\":\"try\",\"params\":{\"x\":1e999}}",
                "{\"action\":\"playbook\",\"params\":{\"name\":\"p\"}}"
            })
    void anAnswerThatIsNotAllowedIsToldAndNothingIsDone(String answer) {
        // Given
        here.scripted.thenFail("No.");
        here.provider.thenAnswer(answer).thenAnswer("{\"giveUp\":\"enough\"}");

        // When
        PlaybookResult result = here.run(recovering());

        // Then
        assertThat(here.scripted.received()).hasSize(1);
        assertThat(here.asked().get(1)).contains("failed: ");
        assertThat(first(result).recoveryError()).contains("The model gave up: enough");
    }

    @Test
    void aStepThatChangesSomethingMayBeMendedByAChange() {
        // Given
        here.scripted.thenFail("No.");
        here.provider.thenAnswer("{\"action\":\"change\",\"params\":{}}");

        // When
        PlaybookResult result = here.run(recovering("{\"name\":\"a\",\"action\":\"change\"}"));

        // Then
        assertThat(first(result).recovered()).isTrue();
    }

    @Test
    void aRecoveryIsBoundByTheGuardrails() {
        // Given
        here.scripted.thenFail("No.");
        for (int round = 0; round < 4; round++) {
            here.provider.thenAnswer("nonsense");
        }

        // When
        PlaybookResult result = here.run(recovering());

        // Then
        assertThat(here.provider.received()).hasSize(4);
        assertThat(first(result).cause()).contains("No.");
        assertThat(first(result).recoveryError().orElseThrow()).contains("maxConsecutiveErrors");
        assertThat(result.spent().tokens()).isEqualTo(new Tokens(4_007, 403));
    }

    @Test
    void aModelThatRepeatsItselfIsWarnedAndStopped() {
        // Given
        here.scripted.thenFail("No.");
        for (int round = 0; round < 7; round++) {
            here.provider.thenAnswer("{\"action\":\"try\",\"params\":{\"x\":1},\"final\":false}");
        }

        // When
        PlaybookResult result = here.run(recovering());

        // Then
        assertThat(here.provider.received()).hasSize(7);
        assertThat(here.asked().get(3)).contains("hint: It may be stuck");
        assertThat(here.asked().get(6)).contains("warning: It may be stuck");
        assertThat(first(result).recoveryError().orElseThrow()).contains("7 times in a row");
    }

    @Test
    void tokensOfARecoveryAreBound() {
        // Given
        here.scripted.thenFail("No.");
        here.provider.thenAnswer("nonsense");

        // When
        PlaybookResult result = here.run(here.named(
                "p", RECOVERY + "\"guardrails\":{\"maxTokens\":1000},\"steps\":[{\"name\":\"a\",\"action\":\"try\"}]"));

        // Then
        assertThat(here.provider.received()).hasSize(1);
        assertThat(first(result).recoveryError().orElseThrow()).contains("maxTokens");
    }

    @Test
    void aModelThatCannotBeAskedIsTheRecoverysError() {
        // Given
        here.scripted.thenFail("No.");
        here.provider.thenFail(new Failure.Unreachable("The provider is away."));

        // When
        PlaybookResult result = here.run(recovering());

        // Then
        assertThat(first(result).cause()).contains("No.");
        assertThat(first(result).recoveryError()).contains("The provider is away.");
        assertThat(here.entries(RunEntry.Call.class)).singleElement().matches(RunEntry.Call::failed);
    }

    @Test
    void withoutAModelAStepIsAborted() {
        // Given
        here.scripted.thenFail("No.");

        // When
        PlaybookResult result = here.run(here.steps("{\"name\":\"a\",\"action\":\"try\"}"));

        // Then
        assertThat(result.procedure().error()).contains("Step 1 (a): No.");
        assertThat(first(result).recoveryError()).isEmpty();
        assertThat(here.provider.received()).isEmpty();
    }

    @Test
    void whatOnlyHasParamsLikeAModelsIsNoModel() {
        // Given
        here.scripted.thenFail("No.");

        // When
        here.run(here.steps("""
                {"name":"a","action":"try","params":{"provider":"openai","model":"m"}}"""));

        // Then
        assertThat(here.provider.received()).isEmpty();
    }

    @Test
    void theModelThatWasAskedLastMendsLaterSteps() {
        // Given
        here.provider.thenAnswer("fine").thenAnswer("{\"giveUp\":\"no\"}");
        here.scripted.thenFail("No.");

        // When
        here.run(here.steps(
                "{\"name\":\"ask\",\"action\":\"complete\",\"params\":{\"provider\":\"openai\",\"model\":\"first\",\"prompt\":\"?\"}}",
                "{\"name\":\"a\",\"action\":\"try\"}"));

        // Then
        assertThat(here.asked().get(1)).contains("\"model\":\"first\"");
    }

    @Test
    void theSameCourseAsksTheSame() {
        // Given
        List<String> before = course(new PlaybooksUnderTest());

        // When
        List<String> again = course(new PlaybooksUnderTest());

        // Then
        assertThat(again).hasSize(2).isEqualTo(before);
    }

    private static List<String> course(PlaybooksUnderTest there) {
        there.scripted.thenFail("No.").thenMake("half");
        there.provider
                .thenAnswer("{\"action\":\"try\",\"params\":{\"x\":1},\"final\":false}")
                .thenAnswer("{\"giveUp\":\"no\"}");
        there.run(there.named("p", RECOVERY + "\"steps\":[{\"name\":\"a\",\"action\":\"try\"}]"));
        return there.asked();
    }
}
