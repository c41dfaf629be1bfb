package dev.tapedeck.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tapedeck.support.TapedeckProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a start says: where everything is, or in one sentence why there is none. */
class StartIT {
    private static final String STACK_TRACE = "\tat ";

    @TempDir
    private Path folder = Path.of("");

    private static void assertRefused(TapedeckProcess.Settings settings, String sentence) {
        assertThatIllegalStateException()
                .isThrownBy(() -> settings.start().close())
                .withMessageContaining("It ended with 1.")
                .withMessageContaining(sentence)
                .withMessageNotContaining(STACK_TRACE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tapedeck.cassette.store        | files      | tapedeck.cassette.store=files is unknown. Use one of: database, file, memory.
            tapedeck.cassette.speed        | slow       | Speed 'slow' is unknown
            tapedeck.storage.database      | postgresql | needs tapedeck.storage.url
            tapedeck.providers.mine.base-url | ftp://x | must be an http or https address
            """)
    void aWrongSettingEndsTheStartWithOneSentence(String setting, String value, String sentence) {
        assertRefused(TapedeckProcess.settings().with(setting, value), sentence);
    }

    @Test
    void aSecondProcessOnTheSameDataEndsWithOneSentence() {
        try (TapedeckProcess first =
                TapedeckProcess.settings().data(folder.resolve("data")).start()) {
            assertRefused(TapedeckProcess.settings().data(first.data()), "is in use by another process");
        }
    }

    @Test
    void theStartSaysWhereCassettesAreThatAreNotWithTheRest() {
        Path cassettes = folder.resolve("cassettes");
        try (TapedeckProcess process = TapedeckProcess.settings()
                .with("tapedeck.cassette.store", "file")
                .with("tapedeck.cassette.directory", cassettes.toString())
                .start()) {
            assertThat(process.output())
                    .contains("The cassettes are in %s, everything else that Tapedeck writes is in %s"
                            .formatted(cassettes, process.data()));
        }
    }
}
