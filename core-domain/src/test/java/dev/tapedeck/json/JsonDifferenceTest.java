package dev.tapedeck.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.json.JsonDifference.Place;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class JsonDifferenceTest {
    private static JsonDifference between(String recorded, String asked) {
        return JsonDifference.between(recorded.getBytes(UTF_8), asked.getBytes(UTF_8), 5)
                .orElseThrow();
    }

    private static List<String> sentences(String recorded, String asked) {
        return between(recorded, asked).places().stream().map(Place::sentence).toList();
    }

    @Test
    void isZeroForOneDocumentWrittenInTwoWays() {
        // When
        JsonDifference difference = between("{\"a\":1.0,\"b\":[\"\\u00e9\"]}", " { \"b\" : [ \"é\" ], \"a\" : 1e0 } ");

        // Then
        assertThat(difference).isEqualTo(new JsonDifference(0, List.of()));
    }

    @Test
    void namesTheValueThatChanged() {
        // Given
        String recorded = "{\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":\"s\"},"
                + "{\"role\":\"user\",\"content\":\"Hello\"}]}";
        String asked = recorded.replace("Hello", "Hi");

        // When
        JsonDifference difference = between(recorded, asked);

        // Then
        assertThat(difference)
                .isEqualTo(new JsonDifference(
                        1,
                        List.of(new Place(
                                JsonPointer.parse("/messages/1/content"),
                                Optional.of("\"Hello\""),
                                Optional.of("\"Hi\"")))));
    }

    @Test
    void saysOnWhichSideAMemberIsMissing() {
        // When
        List<String> sentences =
                sentences("{\"a\":1,\"m\":1,\"tools\":[{\"name\":\"f\"}]}", "{\"a\":1,\"m\":2,\"seed\":7}");

        // Then
        assertThat(sentences)
                .containsExactly(
                        "/m is 1 in the recording, 2 in the request",
                        "/seed is missing in the recording, the request has 7",
                        "/tools is only in the recording: [{\"name\":\"f\"}]");
    }

    @Test
    void countsOneDifferenceForEachElementMoreOrLess() {
        // When
        List<String> longer = sentences("{\"m\":[1]}", "{\"m\":[1,{\"x\":[2,3]},4]}");
        List<String> shorter = sentences("{\"m\":[1,2,\"three\"]}", "{\"m\":[1]}");

        // Then
        assertThat(longer)
                .containsExactly(
                        "/m/1 is missing in the recording, the request has {\"x\":[2,3]}",
                        "/m/2 is missing in the recording, the request has 4");
        assertThat(shorter)
                .containsExactly("/m/1 is only in the recording: 2", "/m/2 is only in the recording: \"three\"");
    }

    @Test
    void namesTheWholeBodyWhereNothingIsAlike() {
        // When
        List<String> sentences = Stream.of("[1]", "\"a\"", "null", "-5", "true")
                .flatMap(asked -> sentences("{\"a\":1}", asked).stream())
                .toList();

        // Then
        assertThat(sentences)
                .containsExactly(
                        "the body is {\"a\":1} in the recording, [1] in the request",
                        "the body is {\"a\":1} in the recording, \"a\" in the request",
                        "the body is {\"a\":1} in the recording, null in the request",
                        "the body is {\"a\":1} in the recording, -5 in the request",
                        "the body is {\"a\":1} in the recording, true in the request");
    }

    @Test
    void tellsTypesApart() {
        // When
        JsonDifference difference = between("[1,\"1\",null,true,{},[],\"\"]", "[\"1\",1,false,\"true\",[],{},null]");

        // Then
        assertThat(difference.total()).isEqualTo(7);
        assertThat(difference.places()).hasSize(5);
    }

    @Test
    void goesOnRightAfterADifferenceOfShape() {
        // When
        List<String> sentences = sentences(
                "{\"a\":{\"x\":{\"y\":[1]}},\"b\":[1,[2]],\"c\":3,\"d\":4}", "{\"a\":5,\"b\":{},\"c\":3,\"d\":[4]}");

        // Then
        assertThat(sentences)
                .containsExactly(
                        "/a is {\"x\":{\"y\":[1]}} in the recording, 5 in the request",
                        "/b is [1,[2]] in the recording, {} in the request",
                        "/d is 4 in the recording, [4] in the request");
    }

    @Test
    void comparesMembersInTheOrderOfTheirUtf16Names() {
        // When
        List<String> sentences = sentences("{\"😀\":1,\"דּ\":2,\"a/b\":3}", "{\"דּ\":2,\"é\":4,\"😀\":0}");

        // Then
        assertThat(sentences)
                .containsExactly(
                        "/a~1b is only in the recording: 3",
                        "/é is missing in the recording, the request has 4",
                        "/😀 is 1 in the recording, 0 in the request");
    }

    @Test
    void cutsValuesBetweenTwoCharacters() {
        // Given
        String recorded = "[\"" + "x".repeat(77) + "😀😀\",\"" + "x".repeat(78) + "\"]";
        String asked = "[\"" + "😀".repeat(1000) + "\",\"" + "x".repeat(79) + "\"]";

        // When
        List<Place> places = between(recorded, asked).places();

        // Then
        assertThat(places.get(0).recorded()).contains("\"" + "x".repeat(77) + "…");
        assertThat(places.get(0).asked()).contains("\"" + "😀".repeat(39) + "…");
        assertThat(places.get(1).recorded()).contains("\"" + "x".repeat(78) + "\"");
        assertThat(places.get(1).asked()).contains("\"" + "x".repeat(78) + "…");
    }

    @Test
    void ignoresWhatTheEditsDropAndShowsWhatTheyRewrite() {
        // Given
        Edits edits = new Edits(
                List.of(JsonPointer.parse("/m/*/id"), JsonPointer.parse("/user"), JsonPointer.parse("/l/0")),
                text -> text.replace("42", "<n>"));
        String recorded = "{\"m\":[{\"id\":1,\"t\":\"a 42\"}],\"user\":{\"x\":1},\"l\":[1,2]}";
        String asked = "{\"m\":[{\"id\":2,\"t\":\"b 42\"},{\"id\":3}],\"l\":[9,3]}";

        // When
        JsonDifference difference = JsonDifference.between(recorded.getBytes(UTF_8), asked.getBytes(UTF_8), edits, 5)
                .orElseThrow();

        // Then
        assertThat(difference.places())
                .extracting(Place::sentence)
                .containsExactly(
                        "/l/1 is 2 in the recording, 3 in the request",
                        "/m/0/t is \"a <n>\" in the recording, \"b <n>\" in the request",
                        "/m/1 is missing in the recording, the request has {\"id\":3}");
    }

    @Test
    void isEmptyIfOneSideIsNoJson() {
        // When
        Optional<JsonDifference> difference = JsonDifference.between("{}".getBytes(UTF_8), "{".getBytes(UTF_8), 5);

        // Then
        assertThat(difference).isEmpty();
    }

    @Test
    @Timeout(20)
    void countsAllDifferencesOfLargeDocumentsButKeepsTheFirst() {
        // Given
        String recorded = numbers(0);
        String asked = numbers(1);

        // When
        JsonDifference difference = between(recorded, asked);

        // Then
        assertThat(difference.total()).isEqualTo(300_000);
        assertThat(difference.places())
                .extracting(place -> place.pointer().toString())
                .containsExactly("/0", "/1", "/2", "/3", "/4");
    }

    private static String numbers(int from) {
        return IntStream.range(from, from + 300_000)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(",", "[", "]"));
    }
}
