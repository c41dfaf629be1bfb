package dev.tapedeck.gateway;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tapedeck.support.TapedeckProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A value that can't be understood stops the start with the setting's name. */
class WrongSettingsIT {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tapedeck.cassette.store               | files | Use one of: database, file, memory
            tapedeck.cassette.mode                | play  | Use one of: off, record, replay
            tapedeck.cassette.retention.keep-last | 0     | must be above zero
            tapedeck.cassette.retention.max-age   | -5d   | must be above zero
            tapedeck.resilience.retry.max-attempts | 11   | must be a whole number from 1 to 10
            tapedeck.resilience.circuit.longest-pause | 25h | must be a duration from PT1S to PT24H
            """)
    void theStartEndsWithTheSettingAndTheWayOut(String setting, String value, String advice) {
        TapedeckProcess.Settings wrong = TapedeckProcess.settings().with(setting, value);

        assertThatIllegalStateException()
                .isThrownBy(() -> wrong.start().close())
                .withMessageContaining("It ended with")
                .withMessageContaining(setting)
                .withMessageContaining(advice);
    }

    @Test
    void aProviderWhoseIdIsTooLongForItsServiceEndsTheStartToo() {
        String id = "p".repeat(120);
        TapedeckProcess.Settings wrong = TapedeckProcess.settings().provider(id, "openai", "http://127.0.0.1:1");

        assertThatIllegalStateException()
                .isThrownBy(() -> wrong.start().close())
                .withMessageContaining("It ended with")
                .withMessageContaining(
                        "tapedeck.providers." + id + ": a provider's id has at most 118 characters, this one has 120.");
    }
}
