package dev.tapedeck.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HighlighterTest {
    private static final String ALPHABET = "\"\\:{}[],-0123456789.eE truefalsn«»redacted:\n\r\tdata äß\uD83D\uDE00";

    private static String joined(List<Segment> segments) {
        return segments.stream().map(Segment::text).collect(Collectors.joining());
    }

    @Test
    void jsonIsToldApartByWhatItIs() {
        List<Segment> segments = Highlighter.json("{\"a\": [\"b\", -1.5e3, true]}");

        assertThat(segments)
                .extracting(Segment::kind, Segment::text)
                .contains(
                        tuple("key", "\"a\""),
                        tuple("string", "\"b\""),
                        tuple("number", "-1.5e3"),
                        tuple("literal", "true"));
    }

    @Test
    void redactionMarksStandOutInJsonAndInText() {
        String mark = "«redacted:secret-member:1a2b»";

        assertThat(Highlighter.json("{\"key\": \"" + mark + "\"}")).contains(new Segment("mark", mark));
        assertThat(Highlighter.text("before " + mark + " after"))
                .containsExactly(
                        new Segment("plain", "before "), new Segment("mark", mark), new Segment("plain", " after"));
    }

    @Test
    void whatOnlyLooksLikeAMarkIsText() {
        assertThat(Highlighter.text("«redacted: never closed")).noneMatch(Segment::mark);
        assertThat(Highlighter.text("«quoted»")).noneMatch(Segment::mark);
    }

    @Test
    void theFieldsOfEventsStandOut() {
        List<Segment> segments = Highlighter.events("event: done\ndata: {\"a\":1}\n\n");

        assertThat(segments)
                .contains(new Segment("field", "event:"), new Segment("field", "data:"), new Segment("key", "\"a\""));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void nothingIsLostOrChanged(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            String text = random.ints(random.nextInt(60), 0, ALPHABET.length())
                    .mapToObj(index -> String.valueOf(ALPHABET.charAt(index)))
                    .collect(Collectors.joining());

            assertThat(joined(Highlighter.json(text))).isEqualTo(text);
            assertThat(joined(Highlighter.text(text))).isEqualTo(text);
            assertThat(joined(Highlighter.events(text))).isEqualTo(text);
        }
    }
}
