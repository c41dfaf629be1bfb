package dev.tapedeck.web.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.build.BuildOptions;
import dev.tapedeck.build.Money;
import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.Mode;
import dev.tapedeck.web.build.BuildAsked.Misread;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BuildAskedTest {
    private static BuildAsked with(String cassette, String mode) {
        return new BuildAsked(
                Optional.of(cassette).filter(text -> !text.isEmpty()),
                Optional.of(mode).filter(text -> !text.isEmpty()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static BuildAsked waiting(String time) {
        return new BuildAsked(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(time));
    }

    @Test
    void nothingSaidIsLiveWithBatchesAndCache() {
        assertThat(BuildAsked.USUAL.read().options())
                .contains(new BuildOptions(Optional.empty(), Mode.OFF, true, true, Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"tape, '', AUTO", "tape, replay, REPLAY", "tape, record, RECORD", "tape, off, OFF", "'', off, OFF"})
    void aCassetteWithoutAModeIsPlayedAndRecorded(String cassette, String mode, Mode expected) {
        assertThat(with(cassette, mode).read().options())
                .map(BuildOptions::mode)
                .contains(expected);
    }

    @Test
    void everythingThatIsSaidIsTakenOver() {
        BuildAsked asked = new BuildAsked(
                Optional.of("tape"),
                Optional.of("record"),
                Optional.of("never"),
                Optional.of(false),
                Optional.of(new BigDecimal("2.5")),
                Optional.of("26h"));

        assertThat(asked.read().options())
                .contains(new BuildOptions(
                        Optional.of(new CassetteName("tape")),
                        Mode.RECORD,
                        false,
                        false,
                        Optional.of(new Money(2_500_000_000L)),
                        Optional.of(Duration.ofHours(26))));
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        BuildAsked asked = new BuildAsked(
                Optional.empty(),
                Optional.of("replay"),
                Optional.of("always"),
                Optional.empty(),
                Optional.of(BigDecimal.ONE.negate()),
                Optional.of("a while"));

        assertThat(asked.read().options()).isEmpty();
        assertThat(asked.read().misread())
                .extracting(Misread::member)
                .containsExactlyInAnyOrder("cassette", "batch", "maxCost", "maxWait");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT26H", "26h", "90m", "30s", "1d"})
    void aTimeIsWrittenInSeveralWays(String time) {
        assertThat(waiting(time).read().options()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0s", "-PT1H", "PT1000H", "999999999999999999999"})
    void aTimeThatIsNoneOrTooLongIsRefused(String time) {
        assertThat(waiting(time).read().misread()).extracting(Misread::member).containsExactly("maxWait");
    }
}
