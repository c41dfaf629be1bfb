package dev.tapedeck.provider.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Bytes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RawJsonTest {
    @Test
    void membersAreTheBytesThatStandThere() {
        RawJson json = json("""
                { "a" : 1.10e+2 ,"ä\\"b": "x\\u0041\\\\", "c":{ "d" : [ 1 , 2 ] } , "e":[true],"f":null}""");

        Map<String, RawJson> members = json.members().byName();

        assertThat(members.keySet()).containsExactly("a", "ä\"b", "c", "e", "f");
        assertThat(members.values().stream().map(member -> member.bytes().text()))
                .containsExactly("1.10e+2", "\"x\\u0041\\\\\"", "{ \"d\" : [ 1 , 2 ] }", "[true]", "null");
    }

    @Test
    void aValueInAValueIsTheBytesThatStandThere() {
        RawJson json = json("{\"response\":{\"body\":{\"n\":0.10,\"text\":\"“ä”\"},\"status_code\":200}}");

        RawMembers response = json.members().in("response");

        assertThat(response.find("body").map(body -> body.bytes().text())).contains("{\"n\":0.10,\"text\":\"“ä”\"}");
        assertThat(response.find("status_code").flatMap(RawJson::asNumber)).contains(200);
    }

    @Test
    void elementsAreTheBytesThatStandThere() {
        List<RawJson> elements = json(" [ {\"a\": 1} , [2],\"three\", 4 ] ").elements();

        assertThat(elements.stream().map(element -> element.bytes().text()))
                .containsExactly("{\"a\": 1}", "[2]", "\"three\"", "4");
        assertThat(elements.getFirst().from()).isEqualTo(3);
        assertThat(elements.getFirst().to()).isEqualTo(11);
    }

    @Test
    void theLastOneOfANameCounts() {
        assertThat(json("{\"a\":1,\"a\":2}").members().find("a").flatMap(RawJson::asNumber))
                .contains(2);
    }

    @Test
    void aTextIsWhatItSays() {
        assertThat(json("\"x\\u0041\\n“\"").asText()).contains("xA\n“");
        assertThat(json("7").asText()).isEmpty();
        assertThat(json("null").asText()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1e3", "12345678901", "\"7\"", "null", "{}"})
    void onlyAWholeNumberThatIsNotLargeIsANumber(String json) {
        assertThat(json(json).asNumber()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"a\":1",
                "{\"a\":1}}",
                "{} {}",
                "nul",
                "{\"a\":\"cut",
                "{'a':1}",
                "\uFEFF{}",
                "{\"a\":\"\u0001\"}",
                "<html>"
            })
    void whatIsNotOneValueIsNone(String text) {
        assertThat(RawJson.of(Bytes.utf8(text))).isEmpty();
    }

    @Test
    void whatIsNoUtf8OrTooDeepIsNone() {
        assertThat(RawJson.of(Bytes.wrap(new byte[] {'"', (byte) 0xff, '"'}))).isEmpty();
        assertThat(RawJson.of(Bytes.wrap(new byte[] {0, '{', 0, '}'}))).isEmpty();
        assertThat(RawJson.of(Bytes.utf8("[".repeat(100_000)))).isEmpty();
    }

    @Test
    void whatIsNoObjectOrArrayHasNothingInIt() {
        assertThat(json("7").members().isEmpty()).isTrue();
        assertThat(json("[1]").members().isEmpty()).isTrue();
        assertThat(json("{\"a\":1}").elements()).isEmpty();
    }

    private static RawJson json(String text) {
        return RawJson.of(Bytes.utf8(text)).orElseThrow();
    }
}
