package dev.tapedeck.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.run.RunEntry.Action;
import dev.tapedeck.run.RunEntry.Content;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SanitiserTest {
    private static final String KEY = "sk-proj-" + "a1B2c3D4e5F6".repeat(4);
    private final Sanitiser sanitiser = Sanitisers.real();

    private static Action action(String input, String result, String error) {
        return new Action(
                "browser",
                "open",
                Optional.of(input),
                false,
                Optional.of(result),
                Optional.of(error),
                Optional.empty());
    }

    @Test
    void everyContentStaysAsItIsIfThereIsNothingToHide() {
        assertThat(RunExamples.everyKind())
                .allSatisfy(content -> assertThat(sanitiser.clean(content)).isEqualTo(content));
    }

    @Test
    void secretsAreNowhereInAnAction() {
        // Given
        Action action = action(
                "{\"password\":\"hunter2\",\"deep\":[{\"header\":\"Bearer " + KEY + "\"}]}",
                "sent " + KEY,
                "refused " + KEY);

        // When
        Content clean = sanitiser.clean(action);

        // Then
        assertThat(clean.toString())
                .doesNotContain("hunter2")
                .doesNotContain(KEY)
                .contains("«redacted:");
    }

    @Test
    void secretsAreFoundBeforeTextsAreCut() {
        // Given
        String long490 = "x".repeat(490);

        // When
        Action clean =
                (Action) sanitiser.clean(action("{\"a\":\"%s %s\"}".formatted(long490, KEY), long490 + " " + KEY, ""));

        // Then
        assertThat(clean.input().orElseThrow())
                .doesNotContain(KEY.substring(0, 9))
                .contains("chars total]");
        assertThat(clean.resultText().orElseThrow()).doesNotContain(KEY.substring(0, 9));
    }

    @Test
    void anInputThatIsTooLargeAsAWholeIsCutAsOneText() {
        // Given
        String many = "[%s]".formatted("\"abcdefgh\",".repeat(10_000) + "0");

        // When
        Action clean = (Action) sanitiser.clean(action(many, "", ""));

        // Then
        assertThat(clean.input().orElseThrow())
                .hasSizeLessThan(2_000)
                .startsWith("\"[\\\"abcdefgh\\\"")
                .endsWith("… [%d chars total]\"".formatted(many.length()));
    }

    @Test
    void whatACallAskedForIsWithoutSecretsAndShort() {
        // Given
        RunEntry.Call call = (RunEntry.Call) RunExamples.everyKind().get(2);

        // When
        RunEntry.Call clean =
                (RunEntry.Call) sanitiser.clean(call.about("/orders/" + KEY, Optional.of("m".repeat(501))));

        // Then
        assertThat(clean.path()).startsWith("/orders/").doesNotContain(KEY);
        assertThat(clean.model()).hasValueSatisfying(model -> assertThat(model).endsWith("… [501 chars total]"));
    }

    @Test
    void errorsForPeopleHaveOneLineOf200CharactersAtMost() {
        assertThat(sanitiser.brief(" a\r\nb\u0000c\n")).isEqualTo("a b c");
        assertThat(sanitiser.brief("x".repeat(200))).hasSize(200);
        assertThat(sanitiser.brief("x".repeat(201))).hasSize(200).endsWith("…");
        assertThat(sanitiser.brief("key " + KEY)).doesNotContain(KEY);
    }
}
