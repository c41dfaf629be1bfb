package dev.tapedeck.build;

import static dev.tapedeck.build.Workbench.LIVE;
import static dev.tapedeck.build.Workbench.NAME;
import static dev.tapedeck.build.Workbench.documents;
import static dev.tapedeck.build.Workbench.each;
import static dev.tapedeck.build.Workbench.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tapedeck.build.BatchProvider.Refused;
import dev.tapedeck.build.LedgerCalls.Reply;
import dev.tapedeck.cassette.Mode;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.pipeline.Gathering;
import dev.tapedeck.pipeline.Layer;
import dev.tapedeck.pipeline.OnFailure;
import dev.tapedeck.pipeline.Output;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever happens, a build comes to an end, waits for something that will happen, or asks. */
class NothingStuckTest {
    private final Workbench bench = new Workbench();
    private final Builds builds = bench.node("node");

    private BuildId started() {
        bench.pipeline(documents("a", "b"), each("style", "docs", "openai"));
        return builds.start(NAME, LIVE).id();
    }

    private static Layer callingTools(Layer layer) {
        return new Layer(
                layer.name(),
                layer.gathering(),
                layer.inputs(),
                layer.provider(),
                layer.model(),
                layer.endpoint(),
                layer.params(),
                layer.batch(),
                layer.prompt(),
                new Output(EnumSet.of(Output.Accepted.TOOL_CALLS), false, Optional.empty()),
                layer.onFailure());
    }

    @Test
    void aCancelThatIsRefusedIsTriedAgainAfterAWhile() throws InterruptedException {
        bench.batches.running();
        BuildId id = started();
        builds.work(id);
        bench.batches.refusingCancels(Optional.of(new Refused(Refused.Kind.LATER, "Try again.")));

        builds.cancel(id);
        builds.work(id);

        assertThat(Collections.frequency(bench.batches.calls(), "cancel")).isEqualTo(1);
        assertThat(builds.fetch(id).dueAt().orElseThrow()).isAfter(bench.now());
        bench.batches.refusingCancels(Optional.empty());
        assertThat(bench.worked(builds, id).state()).isEqualTo(BuildState.CANCELLED);
        assertThat(Collections.frequency(bench.batches.calls(), "cancel")).isEqualTo(2);
    }

    @Test
    void aBatchInAStateThatNobodyKnowsIsFollowedAndCanBeCancelled() throws InterruptedException {
        bench.batches.running();
        bench.batches.showing(BatchState.UNKNOWN);
        BuildId id = started();
        builds.work(id);
        bench.time.advance(Duration.ofMinutes(5));
        builds.work(id);
        assertThat(builds.fetch(id).state()).isEqualTo(BuildState.WAITING);

        builds.cancel(id);
        Build build = bench.worked(builds, id);

        assertThat(bench.batches.calls()).contains("cancel");
        assertThat(build.state()).isEqualTo(BuildState.CANCELLED);
    }

    @Test
    void aBatchWhoseStateIsKnownAgainIsTakenOver() throws InterruptedException {
        bench.batches.running();
        bench.batches.showing(BatchState.UNKNOWN);
        BuildId id = started();
        builds.work(id);
        bench.batches.end();

        assertThat(bench.worked(builds, id).state()).isEqualTo(BuildState.COMPLETED);
    }

    @Test
    void whatFailedIsMadeAgainThoughItsRequestWasFirstMadeForALayerThatHasEnded() throws InterruptedException {
        Layer text = layer("one", new Gathering.Each(), List.of("docs"), "plain", "*", new OnFailure.Block());
        bench.pipeline(
                documents("a"),
                text,
                callingTools(
                        layer("two", new Gathering.Each(), List.of("docs"), "plain", "*", new OnFailure.Continue())));
        Build first = bench.worked(builds, builds.start(NAME, LIVE).id());
        assertThat(bench.codes(first.id(), "two")).containsExactly("unaccepted");

        builds.retry(first.id());
        Build again = bench.worked(builds, first.id());

        assertThat(again.state().ended()).isTrue();
        assertThat(bench.codes(first.id(), "one")).containsExactly("good");
    }

    @Test
    void aBuildThatWasGivenUpStaysSo() throws InterruptedException {
        bench.batches.running();
        BuildId id = started();
        builds.work(id);

        builds.reset(id);

        assertThat(bench.units(id, "style")).extracting(WorkUnit::state).containsOnly(UnitState.CANCELLED);
        assertThat(bench.store.layers(id)).allMatch(layer -> layer.state().ended());
        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(() -> builds.resume(id, false, Optional.empty()))
                .withMessageContaining("was given up");
        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(() -> builds.retry(id))
                .withMessageContaining("was given up");
    }

    @Test
    void whatIsCompleteIsNotGivenUp() throws InterruptedException {
        BuildId id = started();
        bench.worked(builds, id);

        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(() -> builds.reset(id))
                .withMessageContaining("come to its end");
        assertThat(builds.fetch(id).state()).isEqualTo(BuildState.COMPLETED);
    }

    @Test
    void oneThatAlwaysFailsKeepsNobodyWaiting() throws InterruptedException {
        String[] all = IntStream.range(0, 200)
                .mapToObj(i -> (i % 2 == 0 ? "bad " : "good ") + i)
                .toArray(String[]::new);
        bench.calls.answering(prompt -> prompt.contains("bad") ? Optional.of(new Reply(503, "{}")) : Optional.empty());
        bench.pipeline(documents(all), each("style", "docs", "plain"));
        BuildId id = builds.start(NAME, LIVE).id();

        builds.work(id);

        assertThat(bench.store.counts(id).get("style")).containsEntry(UnitState.SUCCEEDED, 100L);
        bench.calls.answering(prompt -> Optional.empty());
        assertThat(bench.worked(builds, id).state()).isEqualTo(BuildState.COMPLETED);
    }

    @Test
    void whereNobodyAnswersNotEverythingIsAsked() throws InterruptedException {
        String[] all = IntStream.range(0, 200).mapToObj(i -> "d" + i).toArray(String[]::new);
        bench.calls.answering(prompt -> Optional.of(new Reply(503, "{}")));
        bench.pipeline(documents(all), each("style", "docs", "plain"));
        BuildId id = builds.start(NAME, LIVE).id();

        builds.work(id);

        assertThat(bench.calls.prompts()).hasSizeLessThan(100);
        assertThat(builds.fetch(id).state()).isEqualTo(BuildState.WAITING);
    }

    @Test
    void whatLiesAtTheProviderForARejectedBatchIsDeleted() throws InterruptedException {
        bench.batches.rejecting(Optional.of(new RemoteBatch.Rejection(false, "The model doesn't exist.")));
        BuildId id = started();

        bench.worked(builds, id);

        assertThat(bench.batches.calls()).contains("discard");
    }

    @Test
    void aBuildThatRanOutOfItsBudgetGoesOnWithALargerOne() throws InterruptedException {
        bench.pipeline(documents("a", "b", "c"), Workbench.priced(each("style", "docs", "plain")));
        BuildOptions poor = new BuildOptions(
                Optional.empty(),
                Mode.OFF,
                true,
                true,
                Optional.of(Money.dollars(new BigDecimal("0.0045"))),
                Optional.empty());
        Build stopped = bench.worked(builds, builds.start(NAME, poor).id());
        assertThat(stopped.reason()).map(Build.Reason::code).contains("BUDGET");

        builds.resume(stopped.id(), false, Optional.of(Money.dollars(BigDecimal.ONE)));
        Build build = bench.worked(builds, stopped.id());

        assertThat(build.state()).isEqualTo(BuildState.COMPLETED);
        assertThat(build.options().maxCost()).contains(Money.dollars(BigDecimal.ONE));
        assertThat(bench.calls.payments()).containsOnly(1);
    }

    @Test
    void aBuildThatAlwaysBreaksIsEndedAndCanBeResumed() throws InterruptedException {
        BuildId id = started();

        builds.poison(id, "It breaks.");
        Build poisoned = builds.fetch(id);
        builds.resume(id, false, Optional.empty());

        assertThat(poisoned.state()).isEqualTo(BuildState.FAILED);
        assertThat(poisoned.reason()).contains(new Build.Reason("POISONED", "It breaks."));
        assertThat(bench.worked(builds, id).state()).isEqualTo(BuildState.COMPLETED);
    }
}
