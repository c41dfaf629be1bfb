package dev.tapedeck.build;

import static dev.tapedeck.build.Workbench.LIVE;
import static dev.tapedeck.build.Workbench.NAME;
import static dev.tapedeck.build.Workbench.all;
import static dev.tapedeck.build.Workbench.document;
import static dev.tapedeck.build.Workbench.documents;
import static dev.tapedeck.build.Workbench.each;
import static dev.tapedeck.build.Workbench.layer;
import static dev.tapedeck.build.Workbench.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tapedeck.cassette.Mode;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.pipeline.Document;
import dev.tapedeck.pipeline.Gathering;
import dev.tapedeck.pipeline.OnFailure;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What builds do, without batches: units, layers, what failed, caching, and what people ask of them. */
class BuildsTest {
    private final Workbench bench = new Workbench();

    private static Optional<LedgerCalls.Reply> ok(String body) {
        return Optional.of(new LedgerCalls.Reply(200, body));
    }

    @Test
    void eachDocumentMakesAUnitAndAllOfThemOne() throws InterruptedException {
        bench.pipeline(documents("a", "b"), each("style", "docs", "plain"), all("sum", "plain", "style"));

        Build build = bench.built(LIVE);

        assertThat(build.state()).isEqualTo(BuildState.COMPLETED);
        assertThat(bench.contents(build.id(), "style")).containsExactly("re style a", "re style b");
        assertThat(bench.contents(build.id(), "sum")).containsExactly("re sum re style a+re style b");
        assertThat(bench.store.layers(build.id()))
                .extracting(LayerStatus::name)
                .containsExactly("docs", "style", "sum");
    }

    @Test
    void unitsAreGroupedByWhatTheirInputsHaveInCommon() throws InterruptedException {
        bench.pipeline(
                List.of(
                        document("a", Map.of("team", "x")),
                        document("b", Map.of("team", "y")),
                        document("c", Map.of("team", "x")),
                        document("d", Map.of())),
                layer("g", new Gathering.GroupBy("team"), List.of("docs"), "plain", "*", new OnFailure.Block()));

        Build build = bench.built(LIVE);

        assertThat(bench.contents(build.id(), "g")).containsExactly("re a+c", "re b");
        assertThat(bench.units(build.id(), "g")).extracting(WorkUnit::label).containsExactly("x", "y");
    }

    @Test
    void theSameRequestInSeveralUnitsAndLayersIsSentOnce() throws InterruptedException {
        bench.pipeline(
                List.of(document("a", Map.of()), new Document("again", "a", new TreeMap<>())),
                layer("one", new Gathering.Each(), List.of("docs"), "plain", "*", new OnFailure.Block()),
                layer("two", new Gathering.Each(), List.of("docs"), "plain", "*", new OnFailure.Block()));

        Build build = bench.built(LIVE);

        assertThat(build.state()).isEqualTo(BuildState.COMPLETED);
        assertThat(bench.contents(build.id(), "one")).containsExactly("re a", "re a");
        assertThat(bench.contents(build.id(), "two")).containsExactly("re a", "re a");
        assertThat(bench.calls.payments()).containsExactly(1);
    }

    @Test
    void whatAnEarlierBuildHasMadeIsTakenOverAndSaysSo() throws InterruptedException {
        bench.pipeline(documents("a", "b"), each("style", "docs", "plain"));
        Build first = bench.built(LIVE);

        bench.pipeline(documents("a", "b", "c"), each("style", "docs", "plain"));
        Build second = bench.built(LIVE);

        assertThat(bench.units(second.id(), "style"))
                .extracting(WorkUnit::state)
                .containsExactly(UnitState.CACHED, UnitState.CACHED, UnitState.SUCCEEDED);
        assertThat(bench.calls.payments()).containsExactly(1, 1, 1);
        List<UnitExplanation> why = bench.node("n").explain(second.id(), Optional.of(new UnitRef("docs", 3)), 10);
        assertThat(why.getFirst().earlier()).contains(first.id());
        assertThat(why.getLast().reason()).contains("No earlier build");
    }

    @Test
    void anotherPromptIsMadeAnewAndTheExplanationNamesIt() throws InterruptedException {
        bench.pipeline(documents("a"), each("style", "docs", "plain"));
        bench.built(LIVE);

        bench.pipeline(
                documents("a"),
                layer("style", new Gathering.Each(), List.of("docs"), "plain", "other *", new OnFailure.Block()));
        Build second = bench.built(LIVE);

        assertThat(bench.contents(second.id(), "style")).containsExactly("re other a");
        assertThat(bench.node("n")
                        .explain(second.id(), Optional.of(new UnitRef("docs", 1)), 10)
                        .getFirst()
                        .differing())
                .containsExactly("prompt", "request");
    }

    @Test
    void aFailedUnitBlocksWhatIsBelowAndTheBuildNeverReadsCompleted() throws InterruptedException {
        bench.calls.answering(prompt -> prompt.equals("style b") ? ok("refusal: no") : Optional.empty());
        bench.pipeline(documents("a", "b"), each("style", "docs", "plain"), all("sum", "plain", "style"));

        Build build = bench.built(LIVE);

        assertThat(build.state()).isEqualTo(BuildState.FAILED);
        assertThat(bench.codes(build.id(), "style")).containsExactly("good", "refused");
        assertThat(bench.store.layers(build.id()).getLast().state()).isEqualTo(LayerState.SKIPPED);
        assertThat(bench.store.layers(build.id()).getLast().reason()).contains("'style' failed.");
    }

    @Test
    void aLayerThatGoesOnWorksWithWhatThereIsAndNamesWhatIsMissing() throws InterruptedException {
        bench.calls.answering(prompt -> prompt.equals("style b") ? ok("refusal: no") : Optional.empty());
        bench.pipeline(
                documents("a", "b", "c"),
                with(each("style", "docs", "plain"), new OnFailure.Continue()),
                all("sum", "plain", "style"));

        Build build = bench.built(LIVE);

        assertThat(build.state()).isEqualTo(BuildState.COMPLETED_WITH_ERRORS);
        assertThat(bench.contents(build.id(), "sum")).containsExactly("re sum re style a+re style c");
        ArtifactId sum = bench.units(build.id(), "sum").getFirst().artifact().orElseThrow();
        assertThat(bench.artifacts.provenances(sum).getFirst().missing()).containsExactly("d-b");
    }

    @Test
    void aShareOfSuccessesIsEnoughOrIsNot() throws InterruptedException {
        bench.calls.answering(prompt -> prompt.equals("style b") ? ok("empty:") : Optional.empty());
        bench.pipeline(
                documents("a", "b", "c"),
                with(each("style", "docs", "plain"), new OnFailure.MinSuccess(0.6)),
                all("sum", "plain", "style"));
        assertThat(bench.built(LIVE).state()).isEqualTo(BuildState.COMPLETED_WITH_ERRORS);

        bench.pipeline(
                documents("a", "b", "c"),
                with(each("style", "docs", "plain"), new OnFailure.MinSuccess(0.7)),
                all("sum", "plain", "style"));
        assertThat(bench.built(LIVE).state()).isEqualTo(BuildState.FAILED);
    }

    @Test
    void whateverIsNoAnswerIsAFailedUnitWithItsBodyKept() throws InterruptedException {
        Map<String, String> bad = Map.of(
                "s refused", "refusal:x",
                "s content_filter", "filtered:x",
                "s truncated", "truncated:x",
                "s empty", "empty:",
                "s unreadable", "broken:x",
                "s unaccepted", "calls:{}");
        bench.calls.answering(prompt -> Optional.ofNullable(bad.get(prompt)).flatMap(BuildsTest::ok));
        bench.pipeline(
                documents("refused", "content_filter", "truncated", "empty", "unreadable", "unaccepted", "fine"),
                layer("s", new Gathering.Each(), List.of("docs"), "plain", "s *", new OnFailure.Continue()));

        Build build = bench.built(LIVE);

        assertThat(bench.codes(build.id(), "s"))
                .containsExactly("refused", "content_filter", "truncated", "empty", "unreadable", "unaccepted", "good");
        for (WorkUnit unit : bench.units(build.id(), "s")) {
            if (!unit.state().good()) {
                ArtifactId body = unit.failure().flatMap(UnitFailure::body).orElseThrow();
                assertThat(bench.artifacts.find(body).orElseThrow().text())
                        .isEqualTo(bad.get("s " + unit.label().substring(2)));
            }
        }
    }

    @Test
    void onlyWhatFailedIsMadeAgainAndWhatDependsOnIt() throws InterruptedException {
        bench.calls.answering(prompt -> prompt.equals("style b") ? ok("refusal: no") : Optional.empty());
        bench.pipeline(documents("a", "b"), each("style", "docs", "plain"), all("sum", "plain", "style"));
        Builds builds = bench.node("node");
        Build build = bench.worked(builds, builds.start(NAME, LIVE).id());

        bench.calls.answering(prompt -> Optional.empty());
        bench.time.advance(Duration.ofSeconds(1));
        builds.retry(build.id());
        Build again = bench.worked(builds, build.id());

        assertThat(again.state()).isEqualTo(BuildState.COMPLETED);
        assertThat(bench.contents(build.id(), "sum")).containsExactly("re sum re style a+re style b");
        assertThat(bench.calls.prompts())
                .containsExactlyInAnyOrder("style a", "style b", "style b", "sum re style a+re style b");
    }

    @Test
    void aSummaryThatWasMadeWithoutAnInputIsMadeAgainWithIt() throws InterruptedException {
        bench.calls.answering(prompt -> prompt.equals("style b") ? ok("refusal: no") : Optional.empty());
        bench.pipeline(
                documents("a", "b"),
                with(each("style", "docs", "plain"), new OnFailure.Continue()),
                all("sum", "plain", "style"));
        Builds builds = bench.node("node");
        Build build = bench.worked(builds, builds.start(NAME, LIVE).id());
        assertThat(bench.contents(build.id(), "sum")).containsExactly("re sum re style a");

        bench.calls.answering(prompt -> Optional.empty());
        bench.time.advance(Duration.ofSeconds(1));
        builds.retry(build.id());

        assertThat(bench.worked(builds, build.id()).state()).isEqualTo(BuildState.COMPLETED);
        assertThat(bench.contents(build.id(), "sum")).containsExactly("re sum re style a+re style b");
    }

    @Test
    void aProviderThatIsDownForAnHourFailsNothing() throws InterruptedException {
        bench.pipeline(documents("a", "b"), each("style", "docs", "plain"));
        bench.calls.down(Optional.of(new Failure.Unreachable("Nobody is there.")));
        Builds builds = bench.node("node");
        BuildId id = builds.start(NAME, LIVE).id();
        Instant back = bench.now().plus(Duration.ofHours(1));

        while (bench.now().isBefore(back)) {
            builds.work(id);
            Build waiting = builds.fetch(id);
            assertThat(waiting.state()).isEqualTo(BuildState.WAITING);
            bench.time.advance(Duration.between(bench.now(), waiting.dueAt().orElseThrow()));
        }
        assertThat(bench.store.layers(id).getLast().reason()).contains("Nobody is there.");
        bench.calls.down(Optional.empty());

        assertThat(bench.worked(builds, id).state()).isEqualTo(BuildState.COMPLETED);
    }

    @Test
    void aProviderThatStaysDownIsGivenUpInTheEnd() throws InterruptedException {
        bench.pipeline(documents("a"), each("style", "docs", "plain"));
        bench.calls.down(Optional.of(new Failure.Unreachable("Nobody is there.")));

        Build build = bench.built(LIVE);

        assertThat(build.state()).isEqualTo(BuildState.FAILED);
        assertThat(bench.codes(build.id(), "style")).containsExactly("gave_up");
        assertThat(Duration.between(build.createdAt(), bench.now())).isGreaterThan(Duration.ofHours(25));
    }

    @Test
    void aPromptThatNamesWhatIsNotThereIsFoundBeforeAnythingRuns() {
        bench.pipeline(
                documents("a"),
                layer("style", new Gathering.Each(), List.of("docs"), "plain", "missing", new OnFailure.Block()));

        assertThatExceptionOfType(Builds.NotBuildable.class)
                .isThrownBy(() -> bench.node("node").start(NAME, LIVE))
                .satisfies(not -> assertThat(not.problems().getFirst().message())
                        .contains("Layer 'style', for 'd-a': There is no 'missing'."));
        assertThat(bench.calls.prompts()).isEmpty();
    }

    @Test
    void whatABrokenIntakeSawAndIsGoneIsNoDocumentOfTheBuild() throws InterruptedException {
        // Given
        bench.pipeline(documents("a", "b"), all("sum", "plain", "docs"));
        Builds builds = bench.node("node");
        BuildId id = builds.start(NAME, LIVE).id();
        BuildLease broken =
                bench.store.acquire(id, "broken", Duration.ofMinutes(1)).orElseThrow();
        bench.store.apply(
                broken,
                List.of(new Change.OfUnits(Stream.of(1, 2, 3)
                        .map(number -> BuildExamples.madeUnit("docs", number, UnitState.SUCCEEDED, Map.of()))
                        .toList())));
        bench.store.release(broken);

        // When
        Build build = bench.worked(builds, id);

        // Then
        assertThat(build.state()).isEqualTo(BuildState.COMPLETED);
        assertThat(bench.units(id, "docs")).extracting(WorkUnit::label).containsExactly("d-a", "d-b");
        assertThat(bench.store.events(id, 0, 100))
                .extracting(BuildEvent::message)
                .contains(
                        "Source 'docs' was taken in again from its start, because that had broken off: it has 2 documents now, and had at least 3.");
        ArtifactId made = bench.units(id, "sum").getFirst().artifact().orElseThrow();
        assertThat(bench.artifacts.provenances(made))
                .allMatch(how -> how.missing().isEmpty());
    }

    @Test
    void aBuildStopsBeforeItWouldCostMoreThanItMay() throws InterruptedException {
        bench.pipeline(documents("a", "b", "c"), Workbench.priced(each("style", "docs", "plain")));
        // each call: 1,000 + 100 * 10 millionths in the end; at most a few for the prompt and 1,000 for the answer
        BuildOptions poor = new BuildOptions(
                Optional.empty(),
                Mode.OFF,
                true,
                true,
                Optional.of(Money.dollars(new BigDecimal("0.0045"))),
                Optional.empty());

        Build build = bench.built(poor);

        assertThat(build.state()).isEqualTo(BuildState.FAILED);
        assertThat(build.reason()).map(Build.Reason::code).contains("BUDGET");
        assertThat(build.spent()).isLessThanOrEqualTo(poor.maxCost().orElseThrow());
        assertThat(build.reserved()).isEqualTo(Money.ZERO);
        assertThat(bench.calls.payments()).hasSizeBetween(1, 2);
    }

    @Test
    void whatABuildCostsIsSettledOnceFromWhatWasUsed() throws InterruptedException {
        bench.pipeline(documents("a", "b"), Workbench.priced(each("style", "docs", "plain")));

        Build build = bench.built(LIVE);

        assertThat(build.spent().dollars()).isEqualByComparingTo("0.004");
        assertThat(build.reserved()).isEqualTo(Money.ZERO);
    }

    @Test
    void aBuildIsCancelledAndResumed() throws InterruptedException {
        bench.pipeline(documents("a", "b"), each("style", "docs", "plain"));
        bench.calls.down(Optional.of(new Failure.Unreachable("Nobody is there.")));
        Builds builds = bench.node("node");
        BuildId id = builds.start(NAME, LIVE).id();
        builds.work(id);

        builds.cancel(id);
        Build cancelled = bench.worked(builds, id);
        bench.calls.down(Optional.empty());
        builds.resume(id, false, Optional.empty());
        Build resumed = bench.worked(builds, id);

        assertThat(cancelled.state()).isEqualTo(BuildState.CANCELLED);
        assertThat(resumed.state()).isEqualTo(BuildState.COMPLETED);
        assertThat(bench.calls.payments()).containsExactly(1, 1);
    }

    @Test
    void aChangedPipelineIsNotResumedUnlessThatIsFine() throws InterruptedException {
        bench.pipeline(documents("a", "b"), each("style", "docs", "plain"));
        Builds builds = bench.node("node");
        BuildId id = builds.start(NAME, LIVE).id();
        bench.calls.down(Optional.of(new Failure.Unreachable("Nobody is there.")));
        builds.work(id);

        bench.pipeline(documents("a", "x"), each("style", "docs", "openai"));

        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(() -> builds.resume(id, false, Optional.empty()))
                .withMessageContaining("layer.style.provider, source.docs");
        bench.calls.down(Optional.empty());
        builds.resume(id, true, Optional.empty());
        assertThat(bench.worked(builds, id).state()).isEqualTo(BuildState.COMPLETED);
        assertThat(bench.contents(id, "style")).containsExactly("re style a", "re style b");
    }

    @Test
    void aPlanCountsUnitsAndPricesBeforeAnythingIsSent() throws InterruptedException {
        bench.pipeline(
                documents("a", "b", "c"),
                Workbench.priced(each("style", "docs", "openai")),
                all("sum", "plain", "style"));

        BuildPlan plan = bench.node("node").plan(NAME, LIVE);

        BuildPlan.LayerPlan style = plan.layers().getFirst();
        assertThat(style.units()).isEqualTo(3);
        assertThat(style.fresh()).isEqualTo(3);
        assertThat(style.batched()).isTrue();
        assertThat(style.batches()).isEqualTo(1);
        assertThat(style.exact()).isTrue();
        assertThat(style.batchCost().orElseThrow().nanos() * 2)
                .isEqualTo(style.syncCost().orElseThrow().nanos());
        BuildPlan.LayerPlan sum = plan.layers().getLast();
        assertThat(sum.units()).isEqualTo(1);
        assertThat(sum.exact()).isFalse();
        assertThat(sum.syncCost()).isEmpty();
        assertThat(plan.cost()).isEmpty();
        assertThat(bench.calls.prompts()).isEmpty();
        assertThat(bench.batches.calls()).isEmpty();
    }
}
