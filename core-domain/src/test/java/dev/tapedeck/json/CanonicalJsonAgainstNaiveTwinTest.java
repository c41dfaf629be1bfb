package dev.tapedeck.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each seed makes a hundred documents. */
class CanonicalJsonAgainstNaiveTwinTest {
    private static final int DOCUMENTS = 100;

    static LongStream seeds() {
        return LongStream.range(0, 30);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void writesWhatTheNaiveTwinWrites(long seed) {
        RandomJson random = new RandomJson(seed);
        for (int count = 0; count < DOCUMENTS; count++) {
            // Given
            String json = random.write(random.value(5));

            // When
            CanonicalJson canonical = CanonicalJson.of(json.getBytes(UTF_8));

            // Then
            assertThat(canonical)
                    .describedAs(json)
                    .isInstanceOf(CanonicalJson.Text.class)
                    .hasToString(NaiveCanonicalJson.of(json));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void isTheSameForEveryWayToWriteOneDocument(long seed) {
        RandomJson random = new RandomJson(seed);
        for (int count = 0; count < DOCUMENTS; count++) {
            // Given
            Object document = random.value(5);
            String one = random.write(document);
            String other = random.write(document);

            // When
            CanonicalJson canonical = CanonicalJson.of(one.getBytes(UTF_8));

            // Then
            assertThat(canonical)
                    .hasToString(CanonicalJson.of(other.getBytes(UTF_8)).toString());
            assertThat(JsonDifference.between(one.getBytes(UTF_8), other.getBytes(UTF_8), 3))
                    .hasValueSatisfying(
                            difference -> assertThat(difference.total()).isZero());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void dropsWhatTheNaiveTwinDrops(long seed) {
        RandomJson random = new RandomJson(seed);
        for (int count = 0; count < DOCUMENTS; count++) {
            // Given
            String json = random.write(random.value(6));
            List<JsonPointer> dropped =
                    Stream.generate(random::pointer).limit(1 + seed % 4).toList();

            // When
            CanonicalJson canonical = CanonicalJson.of(json.getBytes(UTF_8), new Edits(dropped, Edits.UNCHANGED));

            // Then
            assertThat(canonical)
                    .describedAs("%s without %s", json, dropped)
                    .hasToString(NaiveCanonicalJson.of(json, dropped));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void isItsOwnCanonicalForm(long seed) {
        // Given
        RandomJson random = new RandomJson(seed);
        String once =
                CanonicalJson.of(random.write(random.value(8)).getBytes(UTF_8)).toString();

        // When
        CanonicalJson twice = CanonicalJson.of(once.getBytes(UTF_8));

        // Then
        assertThat(twice).hasToString(once);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void survivesBeingMadePretty(long seed) {
        // Given
        RandomJson random = new RandomJson(seed);
        String json = random.write(random.value(8));

        // When
        String pretty = PrettyJson.of(json.getBytes(UTF_8)).orElseThrow();

        // Then
        assertThat(CanonicalJson.of(pretty.getBytes(UTF_8)))
                .hasToString(CanonicalJson.of(json.getBytes(UTF_8)).toString());
    }

    /** Whatever is cut, doubled or changed: an answer, and never an exception. */
    @ParameterizedTest
    @MethodSource("seeds")
    void answersWhateverTheBytesAre(long seed) {
        // Given
        RandomJson random = new RandomJson(seed);
        byte[] json = random.write(random.value(4)).getBytes(UTF_8);
        for (int at = 0; at < json.length; at++) {
            byte[] damaged = json.clone();
            damaged[at] ^= (byte) (1 << (seed % 8));

            // When
            CanonicalJson canonical = CanonicalJson.of(damaged);

            // Then
            assertThat(canonical).isInstanceOfAny(CanonicalJson.Text.class, CanonicalJson.NotJson.class);
        }
    }
}
