package dev.tapedeck.web.dashboard;

import dev.tapedeck.web.build.BuildPicture;
import dev.tapedeck.web.build.LayerPicture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The layers of a build from top to bottom: each below all that it works on, with lines from those. As large as it is drawn, so
 * that its words can be read; what is wider than the page is scrolled.
 */
public record BuildGraph(int width, int height, List<Node> nodes, List<Edge> edges) {
    /** With more layers it would be no picture any more. */
    static final int MOST = 60;

    private static final int NODE_WIDTH = 168;
    private static final int NODE_HEIGHT = 58;
    private static final int BESIDE = 16;
    private static final int BELOW = 36;
    private static final int MARGIN = 2;
    private static final int PADDING = 12;
    private static final int LONGEST = 20;

    public BuildGraph {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /**
     * A source or a layer.
     *
     * @param name whole
     * @param shown as much of it as fits
     * @param note how far it has come, in words
     * @param bar how long its bar is
     */
    public record Node(
            String name, String shown, StateShown state, boolean source, String note, int x, int y, int bar) {
        public int width() {
            return NODE_WIDTH;
        }

        public int height() {
            return NODE_HEIGHT;
        }

        public int textX() {
            return x + PADDING;
        }

        public int nameY() {
            return y + 24;
        }

        public int noteY() {
            return y + 42;
        }

        public int barY() {
            return y + NODE_HEIGHT - 8;
        }

        public int track() {
            return NODE_WIDTH - 2 * PADDING;
        }
    }

    /** A line, as the path of an SVG. */
    public record Edge(String path) {}

    static BuildGraph of(BuildPicture picture) {
        Map<String, Integer> depths = depths(picture);
        SortedMap<Integer, List<LayerPicture>> ranks = new TreeMap<>();
        picture.layers()
                .forEach(layer -> ranks.computeIfAbsent(depths.getOrDefault(layer.name(), 0), any -> new ArrayList<>())
                        .add(layer));
        int widest = ranks.values().stream().mapToInt(List::size).max().orElse(0);
        int width = rankWidth(widest) + 2 * MARGIN;
        Map<String, Node> nodes = new HashMap<>();
        List<Node> inOrder = new ArrayList<>();
        ranks.forEach((depth, layers) -> {
            int left = (width - rankWidth(layers.size())) / 2;
            for (int place = 0; place < layers.size(); place++) {
                int x = left + place * (NODE_WIDTH + BESIDE);
                Node node = node(layers.get(place), x, MARGIN + depth * (NODE_HEIGHT + BELOW));
                nodes.put(node.name(), node);
                inOrder.add(node);
            }
        });
        int height = ranks.isEmpty() ? 0 : (ranks.lastKey() + 1) * (NODE_HEIGHT + BELOW) - BELOW + 2 * MARGIN;
        return new BuildGraph(width, height, inOrder, edges(picture, nodes));
    }

    /** How far below the sources each layer stands. */
    private static Map<String, Integer> depths(BuildPicture picture) {
        Map<String, Integer> depths = new HashMap<>();
        for (LayerPicture layer : picture.layers()) {
            depths.put(
                    layer.name(),
                    layer.inputs().stream()
                            .mapToInt(input -> depths.getOrDefault(input, 0) + 1)
                            .max()
                            .orElse(layer.status().source() ? 0 : 1));
        }
        return depths;
    }

    private static int rankWidth(int nodes) {
        return nodes * (NODE_WIDTH + BESIDE) - BESIDE;
    }

    private static Node node(LayerPicture layer, int x, int y) {
        int track = NODE_WIDTH - 2 * PADDING;
        return new Node(
                layer.name(),
                layer.name().length() <= LONGEST ? layer.name() : layer.name().substring(0, LONGEST - 1) + "…",
                StateShown.of(layer.status().state()),
                layer.status().source(),
                note(layer),
                x,
                y,
                (int) Math.floor(layer.progress() * track));
    }

    private static String note(LayerPicture layer) {
        if (layer.status().source()) {
            return Figures.plural(layer.all(), "document");
        }
        String units = "%s of %s".formatted(Figures.count(layer.good()), Figures.count(layer.expected()));
        String bad = layer.bad() > 0 ? ", %s failed".formatted(Figures.count(layer.bad())) : "";
        return units + bad + (layer.status().batched() ? ", batch" : "");
    }

    private static List<Edge> edges(BuildPicture picture, Map<String, Node> nodes) {
        return picture.layers().stream()
                .flatMap(layer -> layer.inputs().stream()
                        .flatMap(input -> Stream.ofNullable(nodes.get(input)))
                        .flatMap(from ->
                                Stream.ofNullable(nodes.get(layer.name())).map(to -> edge(from, to))))
                .toList();
    }

    private static Edge edge(Node from, Node to) {
        int startX = from.x() + NODE_WIDTH / 2;
        int startY = from.y() + NODE_HEIGHT;
        int endX = to.x() + NODE_WIDTH / 2;
        int bend = (to.y() - startY) / 2;
        return new Edge("M%d %dC%d %d %d %d %d %d"
                .formatted(startX, startY, startX, startY + bend, endX, to.y() - bend, endX, to.y()));
    }
}
