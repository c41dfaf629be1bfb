package dev.tapedeck.playbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.tapedeck.build.Money;
import dev.tapedeck.build.Provenance.Tokens;
import dev.tapedeck.run.RunEntry.Notice;
import dev.tapedeck.run.RunEntry.Notice.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardrailsTest {
    private final List<Notice> notices = new ArrayList<>();

    private Guardrails guardrails(int gap) {
        return new Guardrails(new GuardrailSettings(gap, 1_000, 1_000, 50), notices::add);
    }

    /** Each letter is an action on a target of its own; a small one fails. */
    private void play(Guardrails guardrails, String actions) {
        actions.chars().forEach(letter -> {
            String name = Character.toString(letter).toUpperCase(java.util.Locale.ROOT);
            guardrails.done(new Deed(name, Optional.of(name)), Character.isUpperCase(letter));
        });
    }

    private List<Severity> severities() {
        return notices.stream().map(Notice::severity).toList();
    }

    private static Optional<String> refusal(Guardrails guardrails) {
        return guardrails.refusal(Spent.NOTHING);
    }

    @Test
    void aRepeatIsAHintAtThreeAWarningAtFiveAndTheEndAtSeven() {
        // Given
        Guardrails guardrails = guardrails(50);

        // When, Then
        play(guardrails, "AA");
        assertThat(severities()).isEmpty();
        play(guardrails, "A");
        assertThat(severities()).containsExactly(Severity.HINT);
        play(guardrails, "A");
        assertThat(severities()).containsExactly(Severity.HINT, Severity.HINT);
        play(guardrails, "A");
        assertThat(severities()).endsWith(Severity.WARNING);
        play(guardrails, "A");
        assertThat(refusal(guardrails)).isEmpty();
        play(guardrails, "A");
        assertThat(severities()).endsWith(Severity.WARNING, Severity.STOP);
        assertThat(refusal(guardrails)).isPresent();
    }

    @Test
    void failuresRepeatToo() {
        // Given
        Guardrails guardrails = guardrails(50);

        // When
        play(guardrails, "aaaaaaa");

        // Then
        assertThat(severities()).endsWith(Severity.STOP);
    }

    @Test
    void afterTheEndEveryActionIsRefusedWithOneMessage() {
        // Given
        Guardrails guardrails = guardrails(50);
        play(guardrails, "AAAAAAA");
        Optional<String> first = refusal(guardrails);

        // When
        play(guardrails, "BCDEFGHIJKL");

        // Then
        assertThat(refusal(guardrails)).isEqualTo(first);
        assertThat(guardrails.refusal(new Spent(new Tokens(1_000_000, 0), Money.ZERO)))
                .isEqualTo(first);
        assertThat(first.orElseThrow())
                .startsWith("The guardrails have stopped this playbook")
                .endsWith("Nothing more is carried out.");
        assertThat(severities()).filteredOn(Severity.STOP::equals).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ABABAB", "ABCABCABC", "XYABABAB", "aBaBaB"})
    void aCycleOfTwoOrThreeIsToldTheThirdTime(String actions) {
        // Given
        Guardrails guardrails = guardrails(50);

        // When
        play(guardrails, actions.substring(0, actions.length() - 1));

        // Then
        assertThat(notices).isEmpty();
        play(guardrails, actions.substring(actions.length() - 1));
        assertThat(severities()).containsExactly(Severity.HINT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ABCDABCDABCD", "ABABBA", "ABCABDABC", "ABCDEFGH"})
    void whatIsNoShortCycleIsNotTold(String actions) {
        // Given
        Guardrails guardrails = guardrails(50);

        // When
        play(guardrails, actions);

        // Then
        assertThat(notices).isEmpty();
    }

    @Test
    void aCycleThatGoesOnIsTheEnd() {
        // Given
        Guardrails guardrails = guardrails(50);

        // When
        play(guardrails, "ABABAB" + "ABAB");

        // Then
        assertThat(severities())
                .containsExactly(Severity.HINT, Severity.HINT, Severity.WARNING, Severity.WARNING, Severity.STOP);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 50})
    void aTargetIsRevisitedAfterTheGap(int gap) {
        // Given
        Guardrails near = guardrails(gap);
        Guardrails far = guardrails(gap);

        // When
        visit(near, gap - 1);

        // Then
        assertThat(notices).isEmpty();
        visit(far, gap);
        assertThat(severities()).containsExactly(Severity.HINT);
    }

    /** The same target so many actions apart, each with a signature of its own. */
    private static void visit(Guardrails guardrails, int apart) {
        guardrails.done(new Deed("first", Optional.of("target")), true);
        IntStream.range(1, apart).forEach(other -> guardrails.done(new Deed("other" + other, Optional.empty()), true));
        if (apart > 0) {
            guardrails.done(new Deed("last", Optional.of("target")), true);
        }
    }

    @Test
    void onlyWhatWentWellIsAVisit() {
        // Given
        Guardrails guardrails = guardrails(2);

        // When, Then
        play(guardrails, "aBA");
        assertThat(notices).isEmpty();
        play(guardrails, "CaD");
        assertThat(notices).isEmpty();
        play(guardrails, "A");
        assertThat(severities()).containsExactly(Severity.HINT);
    }

    @Test
    void whatIsNotStuckTakesOneBack() {
        // Given
        Guardrails guardrails = guardrails(50);

        // When: two stuck, two not, three times over
        play(guardrails, "AAAABC");
        play(guardrails, "DDDDEF");
        play(guardrails, "GGGGHI");

        // Then
        assertThat(severities()).hasSize(6).containsOnly(Severity.HINT);
    }

    @Test
    void asManyActionsAsAllowedAreTheEnd() {
        // Given
        Guardrails guardrails = new Guardrails(new GuardrailSettings(50, 2, 1_000, 50), notices::add);

        // When, Then
        play(guardrails, "A");
        assertThat(refusal(guardrails)).isEmpty();
        play(guardrails, "B");
        assertThat(refusal(guardrails).orElseThrow()).contains("2 actions", "maxSteps");
    }

    @Test
    void asManyTokensAsAllowedAreTheEnd() {
        // Given
        Guardrails guardrails = new Guardrails(new GuardrailSettings(50, 2, 100, 50), notices::add);

        // When, Then
        assertThat(guardrails.refusal(new Spent(new Tokens(98, 1), Money.ZERO))).isEmpty();
        assertThat(guardrails.refusal(new Spent(new Tokens(98, 2), Money.ZERO)).orElseThrow())
                .contains("100 tokens", "maxTokens");
    }

    @Test
    void asManyErrorsInARowAsAllowedAreTheEnd() {
        // Given
        Guardrails guardrails = new Guardrails(new GuardrailSettings(50, 100, 100, 3), notices::add);

        // When, Then
        play(guardrails, "abCde");
        guardrails.strayed();
        assertThat(refusal(guardrails).orElseThrow()).contains("maxConsecutiveErrors");
        assertThat(severities()).containsExactly(Severity.STOP);
    }

    @Test
    void settingsHaveRanges() {
        // When, Then
        assertThatNoException().isThrownBy(() -> new GuardrailSettings(1, 1, 1, 1));
        assertThatNoException().isThrownBy(() -> new GuardrailSettings(50, 1_000, 10_000_000, 50));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GuardrailSettings(0, 1, 1, 1))
                .withMessage("'stuckRevisitGap' must be a whole number from 1 to 50, and is 0.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GuardrailSettings(51, 1, 1, 1))
                .withMessage("'stuckRevisitGap' must be a whole number from 1 to 50, and is 51.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GuardrailSettings(1, 0, 1, 1))
                .withMessageContaining("maxSteps");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GuardrailSettings(1, 1, 0, 1))
                .withMessageContaining("maxTokens");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GuardrailSettings(1, 1, 1, 51))
                .withMessageContaining("maxConsecutiveErrors");
    }
}
