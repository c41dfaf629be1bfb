package dev.tapedeck.json;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.json.CanonicalJson.NotJson;
import dev.tapedeck.json.CanonicalJson.Text;
import dev.tapedeck.json.CanonicalJson.TooDeep;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {
    private static CanonicalJson of(String json) {
        return CanonicalJson.of(json.getBytes(UTF_8));
    }

    private static String canonical(String json) {
        CanonicalJson canonical = of(json);
        assertThat(canonical).isInstanceOf(Text.class);
        return canonical.toString();
    }

    /** RFC 8785, 3.2.2. */
    @Test
    void writesTheExampleOfTheRfcAsItDoes() {
        // Given
        String json = """
                {
                  "numbers": [333333333.33333329, 1E30, 4.50,
                              2e-3, 0.000000000000000000000000001],
                  "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                  "literals": [null, true, false]
                }""";

        // When
        byte[] canonical = ((Text) of(json)).bytes();

        // Then
        assertThat(new String(canonical, UTF_8))
                .isEqualTo("{\"literals\":[null,true,false],"
                        + "\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                        + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    /** RFC 8785, 3.2.4: the bytes of the example. */
    @Test
    void isUtf8() {
        // Given
        String expected = "7b226c69746572616c73223a5b6e756c6c2c747275652c66616c73655d2c226e756d62657273223a5b"
                + "3333333333333333332e333333333333332c31652b33302c342e352c302e3030322c31652d32375d2c22737472696e67"
                + "223a22e282ac245c75303030665c6e412742 5c225c5c5c5c5c222f227d".replace(" ", "");

        // When
        Text canonical = (Text)
                of(
                        "{\"numbers\":[333333333.33333329,1E30,4.50,2e-3,1e-27],"
                                + "\"string\":\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\",\"literals\":[null,true,false]}");

        // Then
        assertThat(HexFormat.of().formatHex(canonical.bytes())).isEqualTo(expected);
        assertThat(canonical.length()).isEqualTo(expected.length() / 2);
    }

    /** RFC 8785, 3.2.3: names in order of their UTF-16 code units, so that an emoji comes before a Hebrew letter. */
    @Test
    void sortsMembersByUtf16CodeUnits() {
        // Given
        String json = """
                {
                  "\\u20ac": "Euro Sign",
                  "\\r": "Carriage Return",
                  "\\ufb33": "Hebrew Letter Dalet With Dagesh",
                  "1": "One",
                  "\\ud83d\\ude00": "Emoji: Grinning Face",
                  "\\u0080": "Control",
                  "\\u00f6": "Latin Small Letter O With Diaeresis"
                }""";

        // When
        String canonical = canonical(json);

        // Then
        assertThat(canonical)
                .isEqualTo("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                        + "\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\","
                        + "\"😀\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "333333333.33333329, 333333333.3333333",
        "1E30, 1e+30",
        "4.50, 4.5",
        "2e-3, 0.002",
        "0.000000000000000000000000001, 1e-27",
        "-0, 0",
        "-0.0, 0",
        "0e5, 0",
        "-0.0e-9, 0",
        "-1, -1",
        "4.9e-324, 5e-324",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "9007199254740992, 9007199254740992",
        "9007199254740993, 9007199254740992",
        "-9007199254740992, -9007199254740992",
        "295147905179352830000, 295147905179352830000",
        "295147905179352825856, 295147905179352830000",
        "1e21, 1e+21",
        "1e+21, 1e+21",
        "1000000000000000000000, 1e+21",
        "1e-7, 1e-7",
        "0.0000001, 1e-7",
        "0.000001, 0.000001",
        "999999999999999, 999999999999999",
        "1234567890123456, 1234567890123456",
        "1.0, 1",
        "100, 100",
        "1e2, 100",
        "1e-400, 0",
    })
    void writesNumbersInTheShortestForm(String number, String expected) {
        // When
        String canonical = canonical("[" + number + "]");

        // Then
        assertThat(canonical).isEqualTo("[" + expected + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1", " -7 ", "\"a\"", "\"\"", "true", "false", "null", "[]", "{}", "[[]]", "[{}]", "{\"\":{}}"})
    void takesAnyValueAsDocument(String json) {
        // When
        String canonical = canonical(json);

        // Then
        assertThat(canonical).isEqualTo(json.strip());
    }

    @Test
    void leavesTextUntouched() {
        // Given
        String json = "{\"content\":\"  two  spaces, e\u0301 is not \u00e9, \u007f\u2028 \"}";

        // When
        String canonical = canonical(json);

        // Then
        assertThat(canonical).isEqualTo(json);
    }

    @Test
    void sortsObjectsInsideObjectsAndArrays() {
        // When
        String canonical = canonical("{\"b\":[{\"z\":1,\"y\":{\"d\":[],\"c\":{}}},2],\"a\":{\"n\":1,\"m\":\"x\\ny\"}}");

        // Then
        assertThat(canonical)
                .isEqualTo("{\"a\":{\"m\":\"x\\ny\",\"n\":1},\"b\":[{\"y\":{\"c\":{},\"d\":[]},\"z\":1},2]}");
    }

    @Test
    void sortsManyMembers() {
        // Given
        String shuffled = IntStream.range(0, 10_000)
                .mapToObj(number -> "\"%05d\":%d".formatted(number * 7919 % 10_000, number))
                .collect(Collectors.joining(",", "{", "}"));

        // When
        String canonical = canonical(shuffled);

        // Then
        assertThat(canonical).isEqualTo(NaiveCanonicalJson.of(shuffled));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1",
                "[1,]",
                "{\"a\":1,}",
                "{\"a\"}",
                "{a:1}",
                "{'a':1}",
                "]",
                "[1}",
                "\"open",
                "\"open\\",
                "\"\\x\"",
                "{\"\\ud83d\":1}",
                "\"\\u12\"",
                "\"a\nb\"",
                "{\"a\nb\":1}",
                "nul",
                "nulll",
                "True",
                "01",
                "+1",
                "1.",
                ".5",
                "1e",
                "-",
                "NaN",
                "Infinity",
                "[1 2]",
                "// comment\n1",
                "[1,/**/2]",
                "[1,\u000b2]",
                "\u0000",
                "\ufeff1"
            })
    void refusesWhatIsBroken(String json) {
        // When
        CanonicalJson canonical = of(json);

        // Then
        assertThat(canonical).isInstanceOf(NotJson.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} {}                       | something follows the document",
                "1 2                         | something follows the document",
                "{\"a\":1,\"b\":2,\"a\":1}   | a member twice in one object",
                "{\"a\":1,\"\\u0061\":1}     | a member twice in one object",
                "[{\"b\":1,\"a\":{\"x\":1,\"x\":1}}] | a member twice in one object",
                "[1e400]                     | a number beyond the range of a double",
                "[-1e400]                    | a number beyond the range of a double",
                "\"\\ud800\"                 | a lone surrogate",
                "\"\\ude00\\ud83d\"          | a lone surrogate",
                "{\"a\":                     | broken",
            })
    void saysWhyThereIsNoCanonicalForm(String json, String reason) {
        // When
        CanonicalJson canonical = of(json);

        // Then
        assertThat(canonical)
                .isInstanceOfSatisfying(
                        NotJson.class, notJson -> assertThat(notJson.reason()).isEqualTo(reason));
    }

    @ParameterizedTest
    @ValueSource(strings = {"22ff22", "22c0af22", "22eda08022", "22f490808022", "22e282", "227bc322", "c3a9"})
    void refusesWhatIsNotUtf8(String hex) {
        // When
        CanonicalJson canonical = CanonicalJson.of(HexFormat.of().parseHex(hex));

        // Then
        assertThat(canonical).isInstanceOf(NotJson.class);
    }

    @Test
    void saysWhereTheBytesAreNotUtf8EvenFarBehind() {
        // Given
        byte[] json = ("[\"" + "é".repeat(20_000) + "\"]").getBytes(UTF_8);
        json[json.length - 4] = (byte) 0xff;

        // When
        CanonicalJson canonical = CanonicalJson.of(json);

        // Then
        assertThat(canonical).isInstanceOfSatisfying(NotJson.class, notJson -> {
            assertThat(notJson.reason()).isEqualTo("invalid UTF-8");
            assertThat(notJson.offset()).isBetween(json.length - 5L, json.length - 2L);
        });
    }

    @Test
    void takesNoOtherEncodingForJson() {
        // When
        CanonicalJson canonical = CanonicalJson.of("{\"a\":1}".getBytes(UTF_16LE));

        // Then
        assertThat(canonical).isInstanceOf(NotJson.class);
    }

    @Test
    void takesTwoHundredLevelsAndNoMore() {
        // Given
        String deepest = "[".repeat(199) + "{\"a\":\"[\"}" + "]".repeat(199);
        String tooDeep = "[".repeat(199) + "{\"a\":[]}" + "]".repeat(199);

        // When
        CanonicalJson canonical = of(deepest);
        CanonicalJson refused = of(tooDeep);

        // Then
        assertThat(canonical).isInstanceOf(Text.class).hasToString(deepest);
        assertThat(refused).isEqualTo(new TooDeep(204));
    }

    @Test
    @Timeout(5)
    void answersTenMegabytesOfNestingAtOnce() {
        // Given
        byte[] json = new byte[10_000_000];
        Arrays.fill(json, (byte) '[');
        CanonicalJson.of(json);

        // When
        long start = System.nanoTime();
        CanonicalJson canonical = CanonicalJson.of(json);
        Duration taken = Duration.ofNanos(System.nanoTime() - start);

        // Then
        assertThat(canonical).isEqualTo(new TooDeep(200));
        assertThat(taken).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    @Timeout(20)
    void takesALargeBodyWithOneHugeString() {
        // Given
        String image = "QUJD".repeat(8 << 20);
        byte[] json = ("{\"type\":\"image\",\"data\":\"" + image + "\"}").getBytes(UTF_8);

        // When
        Text canonical = (Text) CanonicalJson.of(json);

        // Then
        assertThat(canonical.length()).isEqualTo(json.length);
        assertThat(new String(canonical.bytes(), 0, 20, UTF_8)).isEqualTo("{\"data\":\"QUJDQUJDQUJ");
    }

    @Test
    @Timeout(20)
    void movesEachByteOnceHoweverManyObjectsAroundItAreOutOfOrder() {
        // Given
        String large = "\"" + "x".repeat(8 << 20) + "\"";
        byte[] json = ("{\"b\":".repeat(199) + large + ",\"a\":1}".repeat(199)).getBytes(UTF_8);

        // When
        CanonicalJson canonical = CanonicalJson.of(json);

        // Then
        assertThat(canonical).hasToString("{\"a\":1,\"b\":".repeat(199) + large + "}".repeat(199));
    }

    @Test
    @Timeout(20)
    void takesALargeStringThatIsAllEscapes() {
        // Given
        byte[] json = ("\"" + "\\u0001".repeat(1 << 20) + "\\u20ac".repeat(1 << 20) + "\"").getBytes(UTF_8);

        // When
        Text canonical = (Text) CanonicalJson.of(json);

        // Then
        assertThat(canonical.length()).isEqualTo((6 << 20) + (3 << 20) + 2);
    }

    @Test
    void doesNotDependOnTheDocumentsBefore() {
        // Given
        for (int document = 0; document < 200; document++) {
            String names = IntStream.range(document * 100, document * 100 + 100)
                    .mapToObj(number -> "\"name-%d\":0".formatted(number))
                    .collect(Collectors.joining(",", "{", "}"));
            canonical(names);
        }

        // When
        String canonical = canonical("{\"name-1\":1,\"name-0\":0}");

        // Then
        assertThat(canonical).isEqualTo("{\"name-0\":0,\"name-1\":1}");
    }

    @Test
    void takesNoNameOfOverAThousandCharactersButAnyText() {
        // Given
        String allowed = "{\"" + "n".repeat(900) + "\":\"" + "v".repeat(100_000) + "\"}";
        String tooLong = "{\"" + "n".repeat(100_000) + "\":1}";

        // When
        CanonicalJson canonical = of(allowed);
        CanonicalJson refused = of(tooLong);

        // Then
        assertThat(canonical).isInstanceOf(Text.class);
        assertThat(refused)
                .isInstanceOfSatisfying(
                        NotJson.class, notJson -> assertThat(notJson.reason()).isEqualTo("beyond the limits"));
    }

    @Test
    void feedsItsBytesToADigest() throws NoSuchAlgorithmException {
        // Given
        Text canonical = (Text) of("{\"b\":1,\"a\":\"é\"}");
        MessageDigest digest = MessageDigest.getInstance("SHA-256");

        // When
        canonical.digest(digest);

        // Then
        assertThat(digest.digest())
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest("{\"a\":\"é\",\"b\":1}".getBytes(UTF_8)));
    }
}
