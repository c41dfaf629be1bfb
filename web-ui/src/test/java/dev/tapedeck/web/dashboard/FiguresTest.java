package dev.tapedeck.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    @ParameterizedTest
    @CsvSource({"0, 0 B", "1023, 1023 B", "1536, 1.5 KB", "262144, 256 KB", "3355443, 3.2 MB"})
    void sizesAreShort(long bytes, String shown) {
        assertThat(Figures.bytes(bytes)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 ms", "999, 999 ms", "1250, 1.3 s", "123000, 2 min 3 s", "4800000, 1 h 20 min"})
    void timesAreShort(long millis, String shown) {
        assertThat(Figures.millis(millis)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"85, 85 µs", "1400, 1.4 ms", "250000, 250 ms", "2500000, 2.5 s"})
    void shortTimesAreExact(long micros, String shown) {
        assertThat(Figures.micros(micros)).isEqualTo(shown);
    }

    @Test
    void namesBreakBetweenTheirWords() {
        assertThat(Figures.parts("TestBedrock.test_inference__pro-file"))
                .containsExactly("Test", "Bedrock.", "test_", "inference__", "pro-", "file");
        assertThat(Figures.parts("tour")).containsExactly("tour");
    }
}
