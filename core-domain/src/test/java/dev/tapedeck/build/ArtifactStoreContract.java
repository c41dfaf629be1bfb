package dev.tapedeck.build;

import static dev.tapedeck.build.BuildExamples.REPORT;
import static dev.tapedeck.build.BuildExamples.STRANGE;
import static dev.tapedeck.build.BuildExamples.STYLES;
import static dev.tapedeck.build.BuildExamples.SUMMARY;
import static dev.tapedeck.build.BuildExamples.artifact;
import static dev.tapedeck.build.BuildExamples.fingerprint;
import static dev.tapedeck.build.BuildExamples.fullProvenance;
import static dev.tapedeck.build.BuildExamples.provenance;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.pipeline.PipelineName;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every {@link ArtifactStore} promises, one test per promise. An adapter's test extends this and hands over a store
 * that is empty at the start of each test.
 */
public abstract class ArtifactStoreContract {
    /** After every build of these tests. */
    private static final BuildId LATER = new BuildId("zzz");

    private static final Bytes ONE = Bytes.utf8("one");
    private static final Bytes TWO = Bytes.utf8("two");

    /** The store under test: the same one during a test, empty at its start. */
    protected abstract ArtifactStore store();

    /** Another one over the same place, as after a restart or on another node; the same one if nothing outlives it. */
    protected abstract ArtifactStore reopened();

    private void noted(Provenance... provenances) {
        store().put(Stream.of("one", "two").map(Bytes::utf8).toList());
        store().note(List.of(provenances));
    }

    static Stream<Bytes> contents() {
        byte[] every = new byte[256];
        IntStream.range(0, every.length).forEach(at -> every[at] = (byte) at);
        byte[] large = new byte[5_000_000];
        new Random(1).nextBytes(large);
        return Stream.of(Bytes.EMPTY, Bytes.utf8(STRANGE), Bytes.wrap(every), Bytes.wrap(large));
    }

    @ParameterizedTest
    @MethodSource("contents")
    void aContentComesBackAsItWas(Bytes content) {
        // When
        store().put(List.of(content));

        // Then
        assertThat(reopened().find(ArtifactId.of(content))).contains(content);
    }

    @Test
    void whatNobodyPutIsNotFound() {
        assertThat(store().find(artifact("nobody's"))).isEmpty();
        assertThat(store().find(List.of(artifact("nobody's")))).isEmpty();
        assertThat(store().provenances(artifact("nobody's"))).isEmpty();
        assertThat(store().findMade(List.of("0".repeat(64)))).isEmpty();
        assertThat(store().findLatest(REPORT, STYLES, "nobody", LATER)).isEmpty();
    }

    @Test
    void thoseThatAreThereAreFoundTogether() {
        // Given
        store().put(List.of(ONE, TWO, Bytes.utf8("three")));

        // When
        Map<ArtifactId, Bytes> found =
                store().find(List.of(artifact("one"), artifact("four"), artifact("two"), artifact("one")));

        // Then
        assertThat(found).isEqualTo(Map.of(artifact("one"), ONE, artifact("two"), TWO));
        assertThat(store().find(List.of())).isEmpty();
    }

    @Test
    void puttingWhatIsThereDoesNothing() {
        // Given
        store().put(List.of(ONE));

        // When
        store().put(List.of(TWO, ONE, TWO));
        store().put(List.of());

        // Then
        assertThat(store().find(List.of(artifact("one"), artifact("two")))).hasSize(2);
    }

    @Test
    void manyMayPutTheSameAtOnce() {
        // Given
        List<Bytes> contents = IntStream.range(0, 40)
                .mapToObj(number -> Bytes.utf8("content " + number))
                .toList();
        ArtifactStore other = reopened();

        // When
        BuildStorePromises.atOnce(8, i -> {
            (i % 2 == 0 ? store() : other).put(i % 3 == 0 ? contents.reversed() : contents.subList(i, 40));
            return i;
        });

        // Then
        assertThat(store().find(contents.stream().map(ArtifactId::of).toList()).values())
                .containsExactlyInAnyOrderElementsOf(contents);
    }

    static Stream<Provenance> bareAndFull() {
        return Stream.of(provenance("one", "a", "alice"), fullProvenance("one"));
    }

    @ParameterizedTest
    @MethodSource("bareAndFull")
    void aProvenanceComesBackAsItWas(Provenance provenance) {
        // When
        noted(provenance);

        // Then
        String fingerprint = provenance.fingerprint().value();
        assertThat(reopened().findMade(List.of(fingerprint))).isEqualTo(Map.of(fingerprint, provenance));
        assertThat(reopened().provenances(provenance.artifact())).containsExactly(provenance);
        assertThat(reopened().findLatest(REPORT, STYLES, provenance.label(), LATER))
                .contains(provenance);
    }

    @Test
    void theLatestNoteOfAFingerprintHolds() {
        // Given
        Provenance old = provenance("one", "a", "alice");
        Provenance other = provenance("one", "b", "alice");
        Provenance next = provenance("two", "a", "alice");

        // When
        noted(old, other);
        noted(next);

        // Then
        String fingerprint = fingerprint("a").value();
        String others = fingerprint("b").value();
        assertThat(store().findMade(List.of(fingerprint, others, fingerprint, "0".repeat(64))))
                .isEqualTo(Map.of(fingerprint, next, others, other));
        assertThat(store().findMade(List.of())).isEmpty();
    }

    @Test
    void ofNotesOfOneFingerprintMadeTogetherTheLastHolds() {
        // When
        noted(provenance("one", "a", "alice"), provenance("two", "a", "bob"));

        // Then
        assertThat(store().findMade(List.of(fingerprint("a").value())).values())
                .containsExactly(provenance("two", "a", "bob"));
    }

    @Test
    void notingTheSameAgainDoesNothing() {
        // Given
        Provenance provenance = fullProvenance("one");

        // When
        noted(provenance, provenance);
        noted(provenance);

        // Then
        assertThat(store().provenances(provenance.artifact())).containsExactly(provenance);
    }

    @Test
    void howAnArtifactCameToBeIsToldLatestFirst() {
        // When
        noted(provenance("one", "a", "alice"), provenance("two", "b", "bob"), provenance("one", "c", "carol"));

        // Then
        assertThat(store().provenances(artifact("one")))
                .extracting(Provenance::label)
                .containsExactly("carol", "alice");
    }

    @Test
    void ofVeryManyWaysInWhichAnArtifactCameToBeTheLatestHundredAreTold() {
        // When
        noted(IntStream.rangeClosed(1, 101)
                .mapToObj(number -> provenance("one", "f" + number, "label " + number))
                .toArray(Provenance[]::new));

        // Then
        assertThat(store().provenances(artifact("one")))
                .hasSize(100)
                .first()
                .extracting(Provenance::label)
                .isEqualTo("label 101");
    }

    @Test
    void aUnitIsFoundByItsNamesWhateverItWasMadeOf() {
        // Given
        String longest = STRANGE.repeat(500);

        // When
        noted(
                provenance("one", "a", "alice"),
                provenance("two", "b", "alice"),
                provenance("one", "c", longest),
                provenance("one", "d", "alice2"));

        // Then
        assertThat(store().findLatest(REPORT, STYLES, "alice", LATER)).contains(provenance("two", "b", "alice"));
        assertThat(store().findLatest(REPORT, STYLES, longest, LATER)).contains(provenance("one", "c", longest));
        assertThat(store().findLatest(REPORT, SUMMARY, "alice", LATER)).isEmpty();
        assertThat(store().findLatest(new PipelineName("other"), STYLES, "alice", LATER))
                .isEmpty();
    }

    @Test
    void onlyWhatEarlierBuildsMadeIsWhatAUnitCameToLast() {
        // When
        noted(provenance("one", "a", "alice"));

        // Then
        BuildId its = provenance("one", "a", "alice").build();
        assertThat(store().findLatest(REPORT, STYLES, "alice", its)).isEmpty();
    }
}
