package dev.tapedeck.build;

import static dev.tapedeck.build.Workbench.LIVE;
import static dev.tapedeck.build.Workbench.NAME;
import static dev.tapedeck.build.Workbench.all;
import static dev.tapedeck.build.Workbench.document;
import static dev.tapedeck.build.Workbench.documents;
import static dev.tapedeck.build.Workbench.each;
import static dev.tapedeck.build.Workbench.layer;
import static dev.tapedeck.build.Workbench.params;
import static dev.tapedeck.build.Workbench.priced;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.build.BuildPlan.LayerPlan;
import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.Mode;
import dev.tapedeck.pipeline.Document;
import dev.tapedeck.pipeline.Gathering;
import dev.tapedeck.pipeline.OnFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What plans say before anything is sent. */
class PlansTest {
    private final Workbench bench = new Workbench();

    private List<LayerPlan> planned(BuildOptions options) {
        return bench.node("node").plan(NAME, options).layers();
    }

    private static BuildOptions taped(Mode mode) {
        return new BuildOptions(
                Optional.of(new CassetteName("tape")), mode, true, true, Optional.empty(), Optional.empty());
    }

    @Test
    void aRequestThatSeveralUnitsAndLayersMakeIsCountedOnce() throws InterruptedException {
        bench.pipeline(
                List.of(document("a", Map.of()), new Document("again", "a", new TreeMap<>())),
                layer("one", new Gathering.Each(), List.of("docs"), "plain", "*", new OnFailure.Block()),
                layer("two", new Gathering.Each(), List.of("docs"), "plain", "*", new OnFailure.Block()));

        List<LayerPlan> plan = planned(LIVE);

        assertThat(plan).extracting(LayerPlan::units).containsExactly(2L, 2L);
        assertThat(plan).extracting(LayerPlan::fresh).containsExactly(1L, 0L);
        assertThat(plan).extracting(LayerPlan::inputTokens).containsExactly(1_000L, 0L);
        bench.built(LIVE);
        assertThat(bench.calls.payments()).containsExactly(1);
    }

    @Test
    void whatAnEarlierBuildHasMadeCostsNothing() throws InterruptedException {
        bench.pipeline(documents("a", "b"), priced(each("style", "docs", "openai")));
        bench.built(LIVE);
        bench.pipeline(documents("a", "b", "c"), priced(each("style", "docs", "openai")), all("sum", "plain", "style"));

        LayerPlan style = planned(LIVE).getFirst();

        assertThat(style.units()).isEqualTo(3);
        assertThat(style.cached()).isEqualTo(2);
        assertThat(style.fresh()).isEqualTo(1);
        assertThat(style.batched()).isFalse();
        assertThat(style.cost().orElseThrow().nanos()).isEqualTo((1_000 + 100 * 10) * 1_000);
    }

    @Test
    void whatLiesBelowUnitsThatAnEarlierBuildHasMadeIsKnownToo() throws InterruptedException {
        bench.pipeline(documents("a", "b"), each("style", "docs", "plain"), all("sum", "plain", "style"));
        bench.built(LIVE);

        List<LayerPlan> plan = planned(LIVE);

        assertThat(plan).extracting(LayerPlan::cached).containsExactly(2L, 1L);
        assertThat(plan).extracting(LayerPlan::fresh).containsExactly(0L, 0L);
        assertThat(plan).allMatch(LayerPlan::exact);
    }

    @Test
    void whatIsOnTheTapeIsNotSentInModeAuto() throws InterruptedException {
        bench.pipeline(documents("a"), each("style", "docs", "openai"));
        bench.built(taped(Mode.RECORD));
        bench.pipeline(documents("a", "b", "c"), each("style", "docs", "openai"));

        assertThat(planned(taped(Mode.AUTO))).extracting(LayerPlan::fresh).containsExactly(2L);
        assertThat(planned(taped(Mode.RECORD))).extracting(LayerPlan::fresh).containsExactly(3L);
        assertThat(planned(taped(Mode.REPLAY))).extracting(LayerPlan::fresh).containsExactly(0L);
        bench.built(taped(Mode.AUTO));
        assertThat(bench.batches.payments()).containsExactly(1, 1);
    }

    @Test
    void aWholeTapeTellsModeAutoWhatLiesBelowToo() throws InterruptedException {
        bench.pipeline(documents("a", "b"), each("style", "docs", "plain"), all("sum", "plain", "style"));
        bench.built(taped(Mode.RECORD));

        List<LayerPlan> plan = planned(taped(Mode.AUTO));

        assertThat(plan).extracting(LayerPlan::units).containsExactly(2L, 1L);
        assertThat(plan).extracting(LayerPlan::fresh).containsExactly(0L, 0L);
        assertThat(plan).allMatch(LayerPlan::exact);
    }

    @Test
    void asManyBatchesArePlannedAsWillBeSent() throws InterruptedException {
        bench.batches.holding(2);
        bench.pipeline(documents("a", "b", "c", "d", "e"), each("style", "docs", "openai"));

        LayerPlan style = planned(LIVE).getFirst();

        assertThat(style.batched()).isTrue();
        assertThat(style.batches()).isEqualTo(3);
        bench.built(LIVE);
        assertThat(bench.batches.submitted()).isEqualTo(3);
    }

    @Test
    void aPlanExpectsTheMedianOfWhatSuchBatchesTookHere() throws InterruptedException {
        for (int minutes : List.of(10, 50, 20)) {
            bench.pipeline(documents("a" + minutes, "b" + minutes), each("style", "docs", "openai"));
            assertThat(planned(LIVE).getFirst().expectedWait().isPresent()).isEqualTo(minutes != 10);
            taking(Duration.ofMinutes(minutes));
        }
        bench.pipeline(documents("x", "y"), each("style", "docs", "openai"), priced(each("other", "docs", "openai")));

        List<LayerPlan> plan = planned(LIVE);

        assertThat(plan.getFirst().expectedWait().orElseThrow())
                .isBetween(Duration.ofMinutes(20), Duration.ofMinutes(22)); // the next look at it is up to 66 s later
        assertThat(plan.getLast().expectedWait()).isEmpty();
    }

    /** Builds by a batch that runs so long. */
    private void taking(Duration length) throws InterruptedException {
        bench.batches.running();
        Builds builds = bench.node("node");
        BuildId id = builds.start(NAME, LIVE).id();
        Instant end = bench.now().plus(length);
        while (bench.now().isBefore(end)) {
            builds.work(id);
            bench.time.advance(
                    Duration.between(bench.now(), builds.fetch(id).dueAt().orElseThrow()));
        }
        bench.batches.end();
        assertThat(bench.worked(builds, id).state()).isEqualTo(BuildState.COMPLETED);
    }

    @Test
    void tokensAreAnEstimateWhereThereIsMoreThanTextInARequest() {
        bench.pipeline(
                documents("a"),
                each("plain", "docs", "plain"),
                params(each("tools", "docs", "plain"), "{\"tools\":[{\"name\":\"look\"}]}"));

        assertThat(planned(LIVE)).extracting(LayerPlan::estimated).containsExactly(false, true);
    }

    @Test
    void theAnswersOfAllChoicesAreReckonedWith() {
        bench.pipeline(
                documents("a"),
                priced(each("one", "docs", "plain")),
                params(priced(each("three", "docs", "plain")), "{\"max_tokens\":100,\"n\":3}"));

        List<LayerPlan> plan = planned(LIVE);

        assertThat(plan.getFirst().syncCost()).contains(new Money((1_000 + 100 * 10) * 1_000));
        assertThat(plan.getLast().syncCost()).contains(new Money((1_000 + 3 * 100 * 10) * 1_000));
    }
}
