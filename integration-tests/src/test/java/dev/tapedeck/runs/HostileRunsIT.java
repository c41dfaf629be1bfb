package dev.tapedeck.runs;

import static dev.tapedeck.runs.RunCaller.RUNS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.tapedeck.chaos.Seed;
import dev.tapedeck.support.TapedeckProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ids and names that nobody should give a run. */
class HostileRunsIT {
    private static final int MANY = 500;
    private static final List<String> PARTS = List.of(
            "..",
            ".",
            "/",
            "\\",
            "%2e%2e",
            "%2f",
            "%00",
            "\u0000",
            "\n",
            "\r",
            "\t",
            "\u007f",
            "\u0085",
            " ",
            "~",
            "$HOME",
            "C:",
            "*",
            "?",
            "<",
            "|",
            "\"",
            "'",
            ";",
            "--",
            "`id`",
            "${jndi:ldap://127.0.0.1}",
            "é",
            "ı",
            "ﬁ",
            "Ａ",
            "\u202e",
            "\u200b",
            "\ufeff",
            "😀",
            "․",
            "／",
            "etc/passwd",
            "a",
            "run",
            "1");
    private static final List<String> FIXED = List.of(
            "",
            ".",
            "..",
            "...",
            ".a",
            "../run",
            "a/../b",
            "/etc/passwd",
            "..\\..\\b",
            "con",
            "CON",
            "nul",
            "NUL.txt",
            "aux",
            "prn",
            "com1",
            "LPT9",
            "lpt0.a.b",
            "a".repeat(129),
            "a".repeat(100_000),
            "\u0000",
            "a\u0000",
            "a\n",
            "a ",
            "é",
            "а",
            "①");
    private static final Predicate<String> LAWFUL = text -> text.matches("[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}");

    @TempDir
    private Path folder;

    private static List<String> hostile() {
        Random random = Seed.random("hostile runs");
        List<String> all = new ArrayList<>(FIXED);
        while (all.size() < MANY) {
            String made = random.ints(1 + random.nextInt(6), 0, PARTS.size())
                    .mapToObj(PARTS::get)
                    .collect(Collectors.joining());
            if (!LAWFUL.test(made)) {
                all.add(made);
            }
        }
        return all;
    }

    private Set<String> files() {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.map(file -> folder.relativize(file).toString()).collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void hostileIdsAndNamesAreRefusedAndTouchNothing() {
        try (TapedeckProcess process =
                        TapedeckProcess.settings().data(folder.resolve("data")).start();
                RunCaller runs = RunCaller.of(process)) {
            // Given
            runs.start("before");
            Set<String> before = files();

            // When
            List<String> taken =
                    hostile().stream().filter(text -> !isRefused(runs, text)).toList();

            // Then
            assertThat(taken).as(Seed.named()).isEmpty();
            assertThat(RunCaller.each(runs.all(RUNS + "?limit=500"), "id")).containsExactly("before");
            assertThat(files()).isEqualTo(before);
        }
    }

    private static boolean isRefused(RunCaller runs, String text) {
        String json = TextNode.valueOf(text).toString();
        int asId = runs.caller()
                .post(RUNS, "{\"name\":\"fine\",\"id\":%s}".formatted(json))
                .status();
        boolean nameIsTaken = text.matches("[A-Za-z0-9_-]([ -~&&[^/\\\\]]{0,126}[!-~&&[^/\\\\]])?")
                && !text.matches("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");
        int asName = nameIsTaken
                ? 400
                : runs.caller().post(RUNS, "{\"name\":%s}".formatted(json)).status();
        return asId == 400 && asName == 400 && isRefusedInThePath(runs, text);
    }

    /** A server may take a path apart before it looks for a run. */
    private static boolean isRefusedInThePath(RunCaller runs, String text) {
        if (text.isEmpty() || text.length() > 1_000 || text.matches("[./\\\\]+")) {
            return true;
        }
        String path = RUNS + "/" + URLEncoder.encode(text, UTF_8).replace("+", "%20");
        int status = runs.write(path.substring(RUNS.length() + 1), RunCaller.action("a"))
                .status();
        return status == 400 || status == 404;
    }
}
