package dev.tapedeck.cassette;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchQueryTest {
    @Test
    void blankTextIsNoCondition() {
        assertThat(SearchQuery.text(" \t").isAll()).isTrue();
        assertThat(SearchQuery.text("a").isAll()).isFalse();
    }

    @Test
    void aTextThatIsTooLongIsRefused() {
        assertThat(SearchQuery.text("a".repeat(1_000)).text()).isPresent();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SearchQuery.text("a".repeat(1_001)))
                .withMessageContaining("1000");
    }

    @ParameterizedTest
    @CsvSource({"404, 404, 404", "100, 100, 100", "599, 599, 599", "4xx, 400, 499", "1xx, 100, 199"})
    void aStatusIsReadAndWritten(String text, int first, int last) {
        Optional<StatusFilter> read = StatusFilter.parse(text);

        assertThat(read).contains(new StatusFilter(first, last));
        assertThat(read.orElseThrow()).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "40", "4040", "099", "600", "6xx", "4x", "4XX", "xxx", "-40", "٤٠٤"})
    void whatIsNoStatusIsNotRead(String text) {
        assertThat(StatusFilter.parse(text)).isEmpty();
    }
}
