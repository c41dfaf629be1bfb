package dev.tapedeck.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainLettersTest {
    @ParameterizedTest
    @CsvSource({
        "ü😀.yaml,u",
        "Grüße an Zoë.har,Grusse-an-Zoe",
        "ﬁnal №2.json,final-No2",
        "日本 chat.yaml,chat",
        "😀.yaml,import",
        "plain.name_1.yaml,plain.name_1",
    })
    void aCassetteKeepsWhatCanBeKeptOfItsFilesName(String file, String cassette) {
        assertThat(NamesFromFiles.of(file)).hasToString(cassette);
    }
}
