package dev.tapedeck.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.build.LayerState;
import dev.tapedeck.build.UnitState;
import dev.tapedeck.web.build.Drawing;
import dev.tapedeck.web.dashboard.BuildGraph.Node;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BuildGraphTest {
    private static Node node(BuildGraph graph, String name) {
        return graph.nodes().stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void eachLayerStandsBelowAllThatItWorksOn() {
        BuildGraph graph = BuildGraph.of(new Drawing()
                .source("bios", 3)
                .each("styles", "bios")
                .each("titles", "styles")
                .all("report", "bios", "titles")
                .picture());

        assertThat(graph.nodes()).extracting(Node::name).containsExactly("bios", "styles", "titles", "report");
        assertThat(graph.nodes()).extracting(Node::y).isSorted().doesNotHaveDuplicates();
        assertThat(graph.edges()).hasSize(4);
        assertThat(graph.width()).isEqualTo(172);
    }

    @Test
    void layersSideBySideShareARow() {
        BuildGraph graph = BuildGraph.of(new Drawing()
                .source("bios", 3)
                .each("left", "bios")
                .each("right", "bios")
                .all("both", "left", "right")
                .picture());

        Node left = node(graph, "left");
        Node right = node(graph, "right");
        assertThat(left.y()).isEqualTo(right.y());
        assertThat(right.x()).isGreaterThanOrEqualTo(left.x() + left.width());
        assertThat(node(graph, "both").x()).isBetween(left.x(), right.x());
        assertThat(graph.width()).isGreaterThanOrEqualTo(right.x() + right.width());
        assertThat(graph.height()).isGreaterThanOrEqualTo(node(graph, "both").y() + left.height());
    }

    @Test
    void aNodeSaysHowFarItsLayerHasCome() {
        BuildGraph graph = BuildGraph.of(new Drawing()
                .source("bios", 4)
                .each("styles", "bios")
                .units(
                        "styles",
                        LayerState.RUNNING,
                        Map.of(UnitState.SUCCEEDED, 1L, UnitState.FAILED, 1L, UnitState.SUBMITTED, 2L))
                .picture());

        assertThat(node(graph, "bios").note()).isEqualTo("4 documents");
        assertThat(node(graph, "styles").note()).isEqualTo("1 of 4, 1 failed");
        assertThat(node(graph, "styles").bar()).isEqualTo(node(graph, "styles").track() / 2);
    }

    @Test
    void aLongNameIsCutWhereItIsShown() {
        String name = "a-layer-with-a-name-that-is-very-long";

        BuildGraph graph =
                BuildGraph.of(new Drawing().source("bios", 1).each(name, "bios").picture());

        assertThat(node(graph, name).shown()).hasSize(20).endsWith("…");
    }
}
