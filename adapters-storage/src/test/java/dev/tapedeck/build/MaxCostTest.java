package dev.tapedeck.build;

import static dev.tapedeck.build.Workbench.LIVE;
import static dev.tapedeck.build.Workbench.NAME;
import static dev.tapedeck.build.Workbench.documents;
import static dev.tapedeck.build.Workbench.each;
import static dev.tapedeck.build.Workbench.params;
import static dev.tapedeck.build.Workbench.priced;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tapedeck.build.Builds.NotBuildable;
import dev.tapedeck.cassette.Mode;
import dev.tapedeck.declared.TextProblem;
import dev.tapedeck.pipeline.Layer;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a build may cost is kept, or it isn't begun. */
class MaxCostTest {
    private final Workbench bench = new Workbench();

    private static BuildOptions atMost(String dollars) {
        return new BuildOptions(
                Optional.empty(),
                Mode.OFF,
                true,
                true,
                Optional.of(Money.dollars(new BigDecimal(dollars))),
                Optional.empty());
    }

    private void assertRefused(Layer layer, String... said) {
        bench.pipeline(documents("a"), layer);
        assertThatExceptionOfType(NotBuildable.class)
                .isThrownBy(() -> bench.node("node").start(NAME, atMost("5")))
                .satisfies(not -> assertThat(not.problems())
                        .extracting(TextProblem::message)
                        .singleElement()
                        .asString()
                        .contains(said));
        assertThatCode(() -> bench.node("node").start(NAME, LIVE)).doesNotThrowAnyException();
    }

    @Test
    void aLayerWhoseAnswersHaveNoLimitIsRefusedAndSaysWhatToSet() {
        assertRefused(
                params(priced(each("style", "docs", "plain")), "{\"temperature\":0}"),
                "Layer 'style': Its answers have no limit",
                "Set max_completion_tokens or max_tokens in its params");
    }

    @Test
    void aModelWithoutAPriceIsRefused() {
        assertRefused(
                params(each("style", "docs", "plain"), "{\"max_tokens\":100}"),
                "Layer 'style': Model 'model' has no price");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "openai"})
    void aModelThatHasNoPriceAnyMoreStopsTheBuildBeforeAnythingIsSent(String provider) throws InterruptedException {
        // Given
        bench.pipeline(documents("a", "b"), priced(each("style", "docs", provider)));
        Builds builds = bench.node("node");
        BuildId id = builds.start(NAME, atMost("5")).id();

        // When
        bench.priced = false;
        Build stopped = bench.worked(builds, id);

        // Then
        assertThat(stopped.state()).isEqualTo(BuildState.FAILED);
        assertThat(stopped.reason()).hasValueSatisfying(why -> {
            assertThat(why.code()).isEqualTo("BUDGET");
            assertThat(why.message())
                    .contains("Layer 'style': Model 'priced' has no price", "Add its price, then resume the build");
        });
        assertThat(bench.calls.prompts()).isEmpty();
        assertThat(bench.batches.submitted()).isZero();
        bench.priced = true;
        builds.resume(id, false, Optional.empty());
        assertThat(bench.worked(builds, id).state()).isEqualTo(BuildState.COMPLETED);
    }

    @Test
    void whatCameWhenItsPriceHadGoneCostsAllThatWasSetAsideForIt() throws InterruptedException {
        // Given
        bench.pipeline(documents("a", "b"), priced(each("style", "docs", "openai")));
        bench.batches.running();
        Builds builds = bench.node("node");
        BuildId id = builds.start(NAME, atMost("5")).id();
        builds.work(id);
        Money reserved = builds.fetch(id).reserved();

        // When
        bench.priced = false;
        bench.batches.end();
        Build ended = bench.worked(builds, id);

        // Then
        assertThat(ended.state()).isEqualTo(BuildState.COMPLETED);
        assertThat(reserved).isNotEqualTo(Money.ZERO);
        assertThat(ended.spent()).isEqualTo(reserved);
        assertThat(ended.reserved()).isEqualTo(Money.ZERO);
    }

    @Test
    void noRequestIsSentWhoseAnswersCouldCostTooMuchTogether() throws InterruptedException {
        // one answer: 0.001 for its 100 tokens, and a thousandth for the prompt
        bench.pipeline(documents("a"), params(priced(each("style", "docs", "plain")), "{\"max_tokens\":100,\"n\":5}"));

        Build poor = bench.built(atMost("0.0055"));
        assertThat(poor.reason()).map(Build.Reason::code).contains("BUDGET");
        assertThat(bench.calls.prompts()).isEmpty();

        assertThat(bench.built(atMost("0.0065")).state()).isEqualTo(BuildState.COMPLETED);
    }
}
