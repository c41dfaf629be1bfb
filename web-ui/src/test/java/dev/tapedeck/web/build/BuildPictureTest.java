package dev.tapedeck.web.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tapedeck.build.BuildState;
import dev.tapedeck.build.LayerState;
import dev.tapedeck.build.UnitState;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
    void progressIsTheShareOfTheExpectedUnitsThatHaveEnded() {
        BuildPicture picture = drawing.units(
                        "styles",
                        LayerState.RUNNING,
                        Map.of(UnitState.SUCCEEDED, 2L, UnitState.FAILED, 1L, UnitState.SUBMITTED, 1L))
                .picture();

        assertThat(picture.progress()).isCloseTo(3 / 9.0, within(1e-9));
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
}
