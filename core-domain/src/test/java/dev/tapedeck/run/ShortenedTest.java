package dev.tapedeck.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tapedeck.exchange.Bytes;
import org.junit.jupiter.api.Test;

final class ShortenedTest {
    @Test
    void aTextOf500CharactersStays() {
        assertThat(Shortened.text("x".repeat(500))).isEqualTo("x".repeat(500));
    }

    @Test
    void aLongerOneIsCutAndTellsHowLongItWas() {
        assertThat(Shortened.text("x".repeat(501))).isEqualTo("x".repeat(500) + "… [501 chars total]");
    }

    @Test
    void noCharacterIsCutInTwo() {
        assertThat(Shortened.text("\uD83D\uDE00".repeat(600)))
                .isEqualTo("\uD83D\uDE00".repeat(500) + "… [600 chars total]");
    }

    @Test
    void textsInJsonAreCutWhereverTheyAre() {
        String cut = "y".repeat(500) + "… [700 chars total]";
        String json = "{\"a\":[1.50,{\"b\":\"%s\"}],\"c\":\"short\",\"d\":null,\"e\":true}";

        assertThat(Shortened.json(Bytes.utf8(json.formatted("y".repeat(700))))).isEqualTo(json.formatted(cut));
    }

    @Test
    void aTextCanBeJson() {
        assertThat(Shortened.quoted("a \"b\"\n")).isEqualTo("\"a \\\"b\\\"\\n\"");
    }

    @Test
    void whatIsNoJsonIsTold() {
        assertThatIllegalArgumentException().isThrownBy(() -> Shortened.json(Bytes.utf8("{\"a\":")));
    }
}
