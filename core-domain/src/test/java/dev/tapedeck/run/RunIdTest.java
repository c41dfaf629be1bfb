package dev.tapedeck.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RunIdTest {
    private static final int HOSTILE = 500;
    private static final List<String> PARTS = List.of(
            "../",
            "..\\",
            "/",
            "\\",
            "\0",
            "\n",
            "\r",
            "\t",
            "\u001b[2J",
            "é",
            "\u202e",
            "\u200b",
            "\ud800",
            "\uD83D\uDE00",
            "ａ",
            "%2e%2e",
            "%00",
            "\u00a0",
            "\u2028",
            "\ufeff");
    private static final List<String> RESERVED = List.of(
            "con", "CON", "nul", "Nul.txt", "aux", "prn.json", "com1", "COM9.log", "lpt1", "LPT9", "con.tar.gz");

    static List<String> hostile() {
        Random random = new Random(7);
        List<String> all = new ArrayList<>(RESERVED);
        all.addAll(List.of("", "/", "\\", "..", "../r1", "a".repeat(129), "a/b", "/etc/passwd", "C:\\", " ", " a"));
        while (all.size() < HOSTILE) {
            String plain = "run-%d".formatted(random.nextInt(1_000));
            int at = random.nextInt(plain.length() + 1);
            String part = PARTS.get(random.nextInt(PARTS.size()));
            if (!part.startsWith("%")) {
                all.add(plain.substring(0, at) + part + plain.substring(at));
            }
        }
        return all;
    }

    @Test
    void nothingElseIsAnId() {
        assertThat(hostile())
                .allSatisfy(text -> assertThatExceptionOfType(InvalidRun.class)
                        .isThrownBy(() -> new RunId(text))
                        .satisfies(invalid -> assertThat(invalid.member()).isEqualTo("id")));
    }

    @Test
    void nothingElseIsAName() {
        assertThat(hostile())
                .allSatisfy(text -> assertThatExceptionOfType(InvalidRun.class)
                        .isThrownBy(() -> new RunName(text))
                        .satisfies(invalid -> assertThat(invalid.member()).isEqualTo("name")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "0",
                "_",
                "-",
                "a.",
                "a..b",
                "7f9c24e8-3b9a-4d6e-9d3f-1c2b3a4d5e6f",
                "console",
                "com10",
                "nul-1"
            })
    void anIdIsANameToo(String text) {
        assertThat(new RunId(text).value()).isEqualTo(text);
        assertThat(new RunName(text).value()).isEqualTo(text);
    }

    @Test
    void anIdHasAtMost128Characters() {
        assertThat(new RunId("a".repeat(128)).value()).hasSize(128);
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".a", "..", ".git"})
    void anIdDoesNotBeginWithADot(String text) {
        assertThatExceptionOfType(InvalidRun.class)
                .isThrownBy(() -> new RunId(text))
                .withMessageContaining("dot");
    }

    @Test
    void aNameMayHaveSpacesAndMarks() {
        assertThat(new RunName("Nightly triage: tickets #1-9 (again)").value()).hasSize(36);
    }

    @Test
    void everyNewIdIsAnotherOne() {
        assertThat(RunId.random()).isNotEqualTo(RunId.random());
    }
}
