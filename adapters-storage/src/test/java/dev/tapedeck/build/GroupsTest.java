package dev.tapedeck.build;

import static dev.tapedeck.build.Workbench.LIVE;
import static dev.tapedeck.build.Workbench.NAME;
import static dev.tapedeck.build.Workbench.document;
import static dev.tapedeck.build.Workbench.each;
import static dev.tapedeck.build.Workbench.layer;
import static dev.tapedeck.build.Workbench.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.pipeline.Document;
import dev.tapedeck.pipeline.Gathering;
import dev.tapedeck.pipeline.OnFailure;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Layers that have one unit for each group of many inputs. */
class GroupsTest {
    private final Workbench bench = new Workbench();

    private static List<Document> documents(int units, int groups) {
        return IntStream.range(0, units)
                .mapToObj(number -> document("%06d".formatted(number), Map.of("team", "t" + number % groups)))
                .toList();
    }

    /** A store that counts the units that are read in it. */
    private static BuildStore counting(BuildStore store, AtomicLong read) {
        return (BuildStore) Proxy.newProxyInstance(
                BuildStore.class.getClassLoader(), new Class<?>[] {BuildStore.class}, (proxy, method, given) -> {
                    try {
                        Object result = method.invoke(store, given);
                        if (method.getName().equals("units")) {
                            read.addAndGet(
                                    result instanceof Map<?, ?> map ? map.size() : ((Collection<?>) result).size());
                        }
                        return result;
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }

    @Test
    void whatIsReadGrowsWithTheUnitsAndNotWithTheirGroups() throws InterruptedException {
        int units = 3_000;
        bench.pipeline(
                documents(units, 300),
                layer("g", new Gathering.GroupBy("team"), List.of("docs"), "plain", "*", new OnFailure.Block()));
        AtomicLong read = new AtomicLong();
        Builds builds = bench.node("node", counting(bench.store, read), bench.artifacts);

        Build build = bench.worked(builds, builds.start(NAME, LIVE).id());

        assertThat(build.state()).isEqualTo(BuildState.COMPLETED);
        assertThat(bench.contents(build.id(), "g").getFirst()).startsWith("re 000000+000300+000600+");
        assertThat(read).hasValueLessThan(8L * units);
    }

    @Test
    void aGroupNamesThoseOfItsOwnInputsThatAreMissing() throws InterruptedException {
        bench.calls.answering(prompt -> prompt.equals("style b") || prompt.equals("style c")
                ? Optional.of(new LedgerCalls.Reply(200, "refusal: no"))
                : Optional.empty());
        bench.pipeline(
                List.of(
                        document("a", Map.of("team", "x")),
                        document("b", Map.of("team", "x")),
                        document("c", Map.of("team", "y")),
                        document("d", Map.of("team", "y")),
                        document("e", Map.of())),
                with(each("style", "docs", "plain"), new OnFailure.Continue()),
                layer(
                        "g",
                        new Gathering.GroupBy("team"),
                        List.of("style", "docs"),
                        "plain",
                        "*",
                        new OnFailure.Block()));

        Build build = bench.built(LIVE);

        assertThat(bench.contents(build.id(), "g")).containsExactly("re re style a+a+b", "re re style d+c+d");
        assertThat(bench.units(build.id(), "g").stream().map(this::missing))
                .containsExactly(List.of("d-b"), List.of("d-c"));
    }

    private List<String> missing(WorkUnit unit) {
        return bench.artifacts
                .provenances(unit.artifact().orElseThrow())
                .getFirst()
                .missing();
    }
}
