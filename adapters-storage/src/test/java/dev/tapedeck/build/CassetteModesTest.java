package dev.tapedeck.build;

import static dev.tapedeck.build.Workbench.NAME;
import static dev.tapedeck.build.Workbench.documents;
import static dev.tapedeck.build.Workbench.each;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.cassette.Cassette;
import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.Mode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What builds do with a cassette, one row for each mode, way of sending, and tape. */
class CassetteModesTest {
    private static final CassetteName TAPE = new CassetteName("tape");

    private final Workbench bench = new Workbench();

    /** What is on the tape before: nothing, the first document's call, or all of them. */
    private enum Before {
        EMPTY(0),
        PART(1),
        WHOLE(3);

        private final int recorded;

        Before(int recorded) {
            this.recorded = recorded;
        }
    }

    /** One cell: what is sent, what is on the tape afterwards, and how many units have an artifact. */
    static Stream<Arguments> cells() {
        return Stream.of("openai", "plain")
                .flatMap(provider -> Stream.of(
                        Arguments.of(Mode.OFF, provider, Before.EMPTY, 3, 0, 3),
                        Arguments.of(Mode.OFF, provider, Before.PART, 3, 1, 3),
                        Arguments.of(Mode.OFF, provider, Before.WHOLE, 3, 3, 3),
                        Arguments.of(Mode.RECORD, provider, Before.EMPTY, 3, 3, 3),
                        Arguments.of(Mode.RECORD, provider, Before.PART, 3, 4, 3),
                        Arguments.of(Mode.RECORD, provider, Before.WHOLE, 3, 6, 3),
                        Arguments.of(Mode.AUTO, provider, Before.EMPTY, 3, 3, 3),
                        Arguments.of(Mode.AUTO, provider, Before.PART, 2, 3, 3),
                        Arguments.of(Mode.AUTO, provider, Before.WHOLE, 0, 3, 3),
                        Arguments.of(Mode.REPLAY, provider, Before.PART, 0, 1, 1),
                        Arguments.of(Mode.REPLAY, provider, Before.WHOLE, 0, 3, 3)));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void eachCellOfTheTableIsSo(Mode mode, String provider, Before before, int sent, int taped, int good)
            throws InterruptedException {
        record(provider, before);
        int sentBefore = sent();

        bench.pipeline(documents("a", "b", "c"), each("style", "docs", provider));
        Build build = bench.built(options(mode));

        assertThat(sent() - sentBefore).as("sent").isEqualTo(sent);
        assertThat(onTape()).as("on tape").isEqualTo(taped);
        assertThat(bench.contents(build.id(), "style")).hasSize(good);
        assertThat(build.state()).isEqualTo(good == 3 ? BuildState.COMPLETED : BuildState.COMPLETED_WITH_ERRORS);
    }

    private void record(String provider, Before before) throws InterruptedException {
        if (before != Before.EMPTY) {
            bench.pipeline(documents("a", "b", "c").subList(0, before.recorded), each("style", "docs", provider));
            bench.built(options(Mode.RECORD));
        }
    }

    private int sent() {
        return bench.calls.payments().stream().mapToInt(Integer::intValue).sum()
                + bench.batches.payments().stream().mapToInt(Integer::intValue).sum();
    }

    private int onTape() {
        return bench.cassettes
                .find(TAPE)
                .map(Cassette::take)
                .map(take -> bench.cassettes.entries(take).size())
                .orElse(0);
    }

    private static BuildOptions options(Mode mode) {
        return new BuildOptions(Optional.of(TAPE), mode, true, false, Optional.empty(), Optional.empty());
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"REPLAY", "AUTO"})
    void whatWasRecordedInABatchIsPlayedAsIfItHadBeenCalledByItself(Mode mode) throws InterruptedException {
        bench.pipeline(documents("a", "b"), each("style", "docs", "openai"));
        Build recorded = bench.built(options(Mode.RECORD));

        Build played =
                bench.built(new BuildOptions(Optional.of(TAPE), mode, false, true, Optional.empty(), Optional.empty()));

        assertThat(bench.contents(played.id(), "style")).isEqualTo(bench.contents(recorded.id(), "style"));
        assertThat(bench.calls.prompts()).isEmpty();
        assertThat(bench.batches.submitted()).isEqualTo(1);
    }

    @Test
    void aMissFailsItsUnitAndSaysWhatToDo() throws InterruptedException {
        record("plain", Before.PART);
        bench.pipeline(documents("a", "z"), each("style", "docs", "plain"));

        Build build = bench.built(options(Mode.REPLAY));

        List<WorkUnit> units = bench.units(build.id(), "style");
        assertThat(units.getLast().failure().orElseThrow().code()).isEqualTo("tapedeck_replay_miss");
        assertThat(units.getLast().failure().orElseThrow().message()).contains("mode auto");
    }

    @Test
    void aReplayOfACassetteThatIsNotThereFailsTheBuild() throws InterruptedException {
        bench.pipeline(documents("a"), each("style", "docs", "plain"));

        Build build = bench.built(options(Mode.REPLAY));

        assertThat(build.state()).isEqualTo(BuildState.FAILED);
        assertThat(build.reason()).map(Build.Reason::code).contains("tapedeck_unknown_cassette");
        assertThat(NAME).isEqualTo(build.pipeline());
    }
}
