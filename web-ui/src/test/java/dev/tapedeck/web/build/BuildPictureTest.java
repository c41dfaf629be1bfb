package dev.tapedeck.web.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tapedeck.build.BuildState;
import dev.tapedeck.build.LayerState;
import dev.tapedeck.build.UnitState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BuildPictureTest {
    private final Drawing drawing = new Drawing()
            .source("bios", 4)
            .each("styles", "bios")
            .each("titles", "styles")
            .all("summary", "titles");

    @Test
    void aBuildThatHasNotBegunIsAtItsStart() {
        BuildPicture picture =
                new Drawing().source("bios", 0).each("styles", "bios").picture();

        assertThat(picture.progress()).isZero();
        assertThat(picture.all()).isZero();
    }

    @Test
    void unitsThatAreNotMadeYetAreExpectedFromWhatIsAbove() {
        BuildPicture picture = drawing.units("styles", LayerState.RUNNING, Map.of(UnitState.SUBMITTED, 4L))
                .picture();

        assertThat(picture.worked()).extracting(LayerPicture::expected).containsExactly(4L, 4L, 1L);
        assertThat(picture.progress()).isZero();
    }

    @Test
    void progressIsTheMeanOfWhatTheLayersHaveDone() {
        BuildPicture picture = drawing.units(
                        "styles",
                        LayerState.RUNNING,
                        Map.of(UnitState.SUCCEEDED, 2L, UnitState.FAILED, 1L, UnitState.SUBMITTED, 1L))
                .picture();

        assertThat(picture.progress()).isCloseTo(0.75 / 3, within(1e-9));
        assertThat(picture.good()).isEqualTo(2);
        assertThat(picture.bad()).isEqualTo(1);
        assertThat(picture.all()).isEqualTo(4);
        assertThat(picture.layers().get(1).progress()).isEqualTo(0.75);
    }

    @Test
    void aLayerThatWasSkippedHasNothingToExpect() {
        BuildPicture picture = drawing.units("styles", LayerState.FAILED, Map.of(UnitState.FAILED, 4L))
                .units("titles", LayerState.SKIPPED, Map.of())
                .units("summary", LayerState.SKIPPED, Map.of())
                .picture();

        assertThat(picture.progress()).isEqualTo(1);
    }

    @Test
    void aBuildThatHasEndedIsAtItsEndWhateverIsLeft() {
        assertThat(drawing.in(BuildState.CANCELLED).picture().progress()).isEqualTo(1);
        assertThat(drawing.in(BuildState.RUNNING).picture().progress()).isZero();
    }

    @Test
    void documentsAreNoUnitsOfTheBuild() {
        assertThat(drawing.picture().units()).isEmpty();
    }

    /** Builds of every shape, unit by unit: how many groups there are is known only when their layer begins. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void progressNeverFallsWhileABuildGoesOn(long seed) {
        Random random = new Random(seed);
        Drawing build = new Drawing().source("docs", 1 + random.nextInt(20));
        List<String> names = List.of("a", "b", "c", "d");
        String above = "docs";
        for (String name : names) {
            switch (random.nextInt(3)) {
                case 0 -> build.each(name, above);
                case 1 -> build.groups(name, above);
                default -> build.all(name, above);
            }
            above = name;
        }
        List<Double> seen = new ArrayList<>();
        seen.add(build.picture().progress());

        for (String name : names) {
            work(build, name, random, seen);
        }

        assertThat(seen).isSorted().endsWith(1.0);
    }

    /** Makes the units of a layer, some of them as an earlier build had them, and brings them to their ends. */
    private static void work(Drawing build, String name, Random random, List<Double> seen) {
        int all = 1 + random.nextInt(20);
        long cached = 0;
        for (int made = 1; made <= all; made++) {
            cached += random.nextInt(2);
            build.units(name, LayerState.PENDING, Map.of(UnitState.CACHED, cached, UnitState.PENDING, made - cached));
            seen.add(build.picture().progress());
        }
        for (long ended = 0; ended <= all - cached; ended++) {
            build.units(
                    name,
                    random.nextBoolean() ? LayerState.RUNNING : LayerState.WAITING,
                    Map.of(
                            UnitState.CACHED, cached,
                            UnitState.SUCCEEDED, ended,
                            UnitState.SUBMITTED, all - cached - ended));
            seen.add(build.picture().progress());
        }
        build.units(name, LayerState.COMPLETED, Map.of(UnitState.SUCCEEDED, (long) all));
        seen.add(build.picture().progress());
    }
}
