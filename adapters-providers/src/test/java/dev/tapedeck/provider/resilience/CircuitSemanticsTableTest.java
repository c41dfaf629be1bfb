package dev.tapedeck.provider.resilience;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.resilience.CircuitRule;
import dev.tapedeck.resilience.CircuitRules;
import dev.tapedeck.resilience.CircuitUnderTest.Maker;
import dev.tapedeck.resilience.TapedeckCircuit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Tries every rule on our circuit and on those of other libraries, and holds the result against the table in the docs.
 * {@code -Dcircuit.table.write=true} writes the table anew.
 */
final class CircuitSemanticsTableTest {
    private static final Path PAGE = Path.of("../docs/circuit-semantics.md");

    private static final Map<String, Maker> LIBRARIES = libraries();

    private static Map<String, Maker> libraries() {
        Map<String, Maker> libraries = new LinkedHashMap<>();
        libraries.put("Tapedeck", TapedeckCircuit::new);
        libraries.put("SmallRye Fault Tolerance " + System.getProperty("smallrye.version"), SmallRyeCircuit::new);
        libraries.put("Resilience4j " + System.getProperty("resilience4j.version"), Resilience4jCircuit::new);
        return libraries;
    }

    @Test
    void theTableInTheDocsIsTrue() throws IOException {
        List<String> page = Files.readAllLines(PAGE);
        List<String> measured = Stream.concat(
                        Stream.of(
                                row("rule", LIBRARIES.keySet().stream()),
                                row("---", LIBRARIES.keySet().stream().map(any -> "---"))),
                        CircuitRules.ALL.stream().map(CircuitSemanticsTableTest::judged))
                .toList();
        if (Boolean.getBoolean("circuit.table.write")) {
            page = withTable(page, measured);
            Files.write(PAGE, page);
        }

        List<String> shown =
                page.stream().filter(CircuitSemanticsTableTest::isRow).toList();

        assertThat(shown).containsExactlyElementsOf(measured);
    }

    private static String judged(CircuitRule rule) {
        return row(
                rule.sentence(),
                LIBRARIES.values().stream().map(maker -> rule.judge(maker).toString()));
    }

    private static String row(String first, Stream<String> others) {
        return Stream.concat(Stream.of(first), others).collect(joining(" | ", "| ", " |"));
    }

    private static boolean isRow(String line) {
        return line.startsWith("|");
    }

    private static List<String> withTable(List<String> page, List<String> table) {
        List<String> before = page.stream().takeWhile(line -> !isRow(line)).toList();
        List<String> after =
                page.stream().skip(before.size()).filter(line -> !isRow(line)).toList();
        return Stream.of(before, table, after).flatMap(List::stream).toList();
    }
}
