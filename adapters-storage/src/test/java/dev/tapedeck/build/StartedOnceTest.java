package dev.tapedeck.build;

import static dev.tapedeck.build.Workbench.LIVE;
import static dev.tapedeck.build.Workbench.NAME;
import static dev.tapedeck.build.Workbench.documents;
import static dev.tapedeck.build.Workbench.each;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tapedeck.cassette.Mode;
import dev.tapedeck.exchange.IdempotencyKey;
import dev.tapedeck.exchange.Listed;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A request with a key starts one build, however often and wherever it comes. */
class StartedOnceTest {
    private static final Optional<String> KEY = Optional.of("nightly-7");

    private final Workbench bench = new Workbench();

    @BeforeEach
    void aPipeline() {
        bench.pipeline(documents("a"), each("style", "docs", "plain"));
    }

    private List<Build> all() {
        return Listed.readable(bench.store.list(Set.of(), Optional.empty(), Optional.empty(), 100));
    }

    @Test
    void aRequestThatComesAgainToAnotherProcessFindsItsBuildAsItIsThen() throws InterruptedException {
        // Given
        Builds first = bench.node("first");
        BuildId started = first.start(NAME, LIVE, KEY).id();
        Build ended = bench.worked(first, started);

        // When
        Build again = bench.node("second").start(NAME, LIVE, KEY);

        // Then
        assertThat(again).isEqualTo(ended);
        assertThat(all()).hasSize(1);
    }

    @Test
    void ofManyAtOnceOneStartsABuildAndAllFindIt() {
        // Given
        List<Builds> nodes = List.of(bench.node("one"), bench.node("two"));

        // When
        List<CompletableFuture<Build>> asked = IntStream.range(0, 16)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> nodes.get(i % 2).start(NAME, LIVE, KEY), Thread::startVirtualThread))
                .toList();

        // Then
        assertThat(asked)
                .map(CompletableFuture::join)
                .map(Build::id)
                .containsOnly(all().getFirst().id());
        assertThat(all()).hasSize(1);
    }

    @Test
    void aKeyThatHasStartedSomethingElseIsRefused() {
        // Given
        Builds builds = bench.node("node");
        builds.start(NAME, LIVE, KEY);
        BuildOptions other =
                new BuildOptions(Optional.empty(), Mode.OFF, false, true, Optional.empty(), Optional.empty());

        // Then
        assertThatExceptionOfType(IdempotencyKey.Reused.class)
                .isThrownBy(() -> bench.node("another").start(NAME, other, KEY))
                .withMessageContaining("nightly-7");
        assertThat(all()).hasSize(1);
    }

    @Test
    void withoutAKeyEachRequestStartsABuild() {
        // Given
        Builds builds = bench.node("node");

        // When
        builds.start(NAME, LIVE);
        builds.start(NAME, LIVE);

        // Then
        assertThat(all()).hasSize(2);
    }
}
