package dev.tapedeck.storage.prices;

import dev.tapedeck.exchange.Names;
import dev.tapedeck.exchange.Suggestion;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * A mapping in a file, which is read member by member.
 *
 * @param line where it begins, from 1
 */
record Members(int line, Map<String, Node> nodes) {
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");
    private static final Pattern COUNT = Pattern.compile("\\d{1,12}");
    private static final Pattern FLAG = Pattern.compile("true|false");

    static Members of(Node node) throws BrokenPrices {
        if (!(node instanceof MappingNode mapping)) {
            throw new BrokenPrices(lineOf(node), "names and values are expected here.");
        }
        Map<String, Node> nodes = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String name = text(tuple.getKeyNode());
            if (nodes.putIfAbsent(name, tuple.getValueNode()) != null) {
                throw new BrokenPrices(
                        lineOf(tuple.getKeyNode()), "'%s' is there twice. Keep one.".formatted(Names.shown(name)));
            }
        }
        return new Members(lineOf(node), nodes);
    }

    /** The same, if all names are among these. */
    Members knownAs(String kind, Set<String> known) throws BrokenPrices {
        for (Map.Entry<String, Node> member : nodes.entrySet()) {
            if (!known.contains(member.getKey())) {
                throw new BrokenPrices(lineOf(member.getValue()), Suggestion.unknown(kind, member.getKey(), known));
            }
        }
        return this;
    }

    Node node(String name) throws BrokenPrices {
        Node node = nodes.get(name);
        if (node == null) {
            throw new BrokenPrices(line, "'%s' is missing. Write it here.".formatted(name));
        }
        return node;
    }

    boolean has(String name) {
        return nodes.containsKey(name);
    }

    /** An amount of dollars, or a share. */
    BigDecimal amount(String name) throws BrokenPrices {
        return new BigDecimal(matching(name, AMOUNT, "a number such as 0.15"));
    }

    long count(String name) throws BrokenPrices {
        return Long.parseLong(matching(name, COUNT, "a whole number"));
    }

    LocalDate date(String name) throws BrokenPrices {
        try {
            return LocalDate.parse(text(node(name)));
        } catch (DateTimeException noDate) {
            throw new BrokenPrices(lineOf(node(name)), "'%s' must be a day such as 2026-11-05.".formatted(name));
        }
    }

    /** Whether it says {@code true}; not if it isn't there. */
    boolean flag(String name) throws BrokenPrices {
        return has(name) && matching(name, FLAG, "true or false").equals("true");
    }

    private String matching(String name, Pattern form, String expected) throws BrokenPrices {
        Node node = node(name);
        String text = text(node);
        if (!form.matcher(text).matches()) {
            throw new BrokenPrices(lineOf(node), "'%s' must be %s.".formatted(name, expected));
        }
        return text;
    }

    private static String text(Node node) throws BrokenPrices {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw new BrokenPrices(lineOf(node), "one value is expected here.");
    }

    static int lineOf(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }
}
