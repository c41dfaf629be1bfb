package dev.tapedeck.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SuggestionTest {
    private static final List<String> KNOWN = List.of("cassette", "mode", "onExhausted");

    @Test
    void theNearestNameIsSuggested() {
        assertThat(Suggestion.closest("casette", KNOWN)).contains("cassette");
        assertThat(Suggestion.closest("onexhausted", KNOWN)).contains("onExhausted");
        assertThat(Suggestion.closest("moed", KNOWN)).contains("mode");
    }

    @Test
    void whatIsFarFromAllIsAnsweredWithAll() {
        assertThat(Suggestion.closest("temperature", KNOWN)).isEmpty();
        assertThat(Suggestion.unknown("member", "temperature", KNOWN))
                .isEqualTo("Unknown member 'temperature'. Known are: cassette, mode, onExhausted.");
    }

    @Test
    void aNameOfAnyLengthIsCutAndCostsNothing() {
        String message = Suggestion.unknown("member", "x".repeat(1_000_000), KNOWN);

        assertThat(message).hasSizeLessThan(200);
    }
}
