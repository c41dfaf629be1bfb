package dev.tapedeck.storage.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.cassette.Examples;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.Outcome;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Headers;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchableTextTest {
    private final SearchableText texts = new SearchableText(new WatchedRedactor());

    private List<String> of(Outcome outcome) {
        return texts.of(new Interaction(1, Examples.ticket("Why?"), Examples.ending(outcome)));
    }

    private List<String> of(byte[] body) {
        return of(new Outcome.Response(200, Headers.NONE, Bytes.wrap(body)));
    }

    private static String anthropic(String text) {
        return "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"delta\":{\"text\":\"%s\"}}\n\n"
                .formatted(text);
    }

    @Test
    void stringsAndMemberNamesOfJsonAreTexts() {
        assertThat(of(Examples.response("{\"answer\":{\"city\":\"Paris\",\"ok\":true,\"n\":[1.5,\"two\"]}}")))
                .contains("Why?", "Paris", "two", "answer\ncity\nok\nn");
    }

    @Test
    void piecesOfAStreamAreOneText() {
        assertThat(of(Examples.stream(anthropic("All ri"), anthropic("ght, "), anthropic("then"))))
                .contains("All right, then")
                .doesNotContain("All ri", "then");
    }

    @Test
    void piecesThatMayBeWordsOfTheirOwnAreTextsToo() {
        assertThat(of(Examples.stream(anthropic("東"), anthropic("京")))).contains("東京", "東", "京");
    }

    @Test
    void whatEveryEventRepeatsIsOneText() {
        String[] events = new String[60];
        Arrays.setAll(events, number -> anthropic(" word" + number));

        assertThat(of(Examples.stream(events)))
                .containsOnlyOnce("content block delta")
                .anyMatch(text -> text.startsWith(" word0 word1 word2"));
    }

    @Test
    void linesOfJsonAndElementsOfAnArrayAreReadOneAfterTheOther() {
        assertThat(of(Examples.response("{\"text\":\"Hello\"}\n{\"text\":\" there\"}")))
                .contains("Hello there");
        assertThat(of(Examples.response("[{\"a\":[{\"text\":\"Hello\"}]},\n{\"a\":[{\"text\":\" there\"}]}]")))
                .contains("Hello there");
    }

    @Test
    void textThatIsNoJsonIsReadAsItStands() {
        assertThat(of(Examples.response("Bad gateway <html>"))).contains("Bad gateway <html>");
        assertThat(of(Examples.stream("data: plain", " words\n\n", "data: and more\n\n")))
                .contains("plain wordsand more", "plain words", "and more");
        assertThat(of(Examples.response("{\"a\":\"whole\",\"b\":\"cut of")))
                .contains("whole")
                .anyMatch(text -> text.contains("cut of"));
    }

    @Test
    void bytesAndBlobsAreLeftOut() {
        String blob = "iVBORw0KGgo+/_-=".repeat(40);

        assertThat(of(new byte[] {(byte) 0xff, 0x00, 'a'})).containsExactlyElementsOf(of(new byte[0]));
        assertThat(of(Examples.response("{\"url\":\"data:image/png;base64,%s and so on\"}".formatted(blob))))
                .contains("data image/png;base64,  and so on")
                .noneMatch(text -> text.contains("iVBOR"));
    }

    @Test
    void aLongBodyIsCut() {
        String words = "word ".repeat(SearchableText.MOST);

        assertThat(of(Examples.response("{\"a\":\"%s\",\"b\":\"beyond\"}".formatted(words))))
                .anyMatch(text -> text.length() > SearchableText.MOST - 10)
                .allMatch(text -> text.length() <= SearchableText.MOST)
                .noneMatch(text -> text.contains("beyond"));
    }

    @Test
    void theMessageOfAFailureIsAText() {
        assertThat(of(Examples.timeout())).anyMatch(text -> text.contains("No answer within 30 s from openai"));
    }
}
