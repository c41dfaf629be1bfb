package dev.tapedeck.storage.formats;

import static java.nio.charset.StandardCharsets.UTF_16;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Failure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files made to hurt are refused with a message that names the file and says what to do, and cost little. */
class HostileFilesTest {
    private static final int MANY = 1_000_000;

    /**
     * A file.
     *
     * @param name what is bad about it
     */
    record Hostile(String name, Bytes content) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Hostile> hostiles() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("lists in YAML", "interactions: " + "[".repeat(MANY));
        texts.put("mappings in YAML", "interactions:\n- " + "{a: ".repeat(MANY));
        texts.put("block lists in YAML", "interactions:\n" + "- ".repeat(MANY));
        texts.put("keys of keys in YAML", "? ".repeat(MANY));
        texts.put("lists in JSON", "{\"interactions\":" + "[".repeat(MANY));
        texts.put("objects in JSON", "{\"a\":".repeat(MANY));
        texts.put("a billion laughs", laughs());
        texts.put("a long text many times", "a: &a " + "x".repeat(MANY) + "\ninteractions:\n- " + list("*a", 100));
        texts.put("many references", "a: &a [x]\ninteractions:\n- " + list("*a", 51));
        texts.put("many names", "interactions:\n- " + list("&a x", MANY / 5));
        texts.put("a list that holds itself", "interactions:\n- &a [*a]\n");
        texts.put("an unknown reference", "interactions:\n- *a\n");
        texts.put("many values in YAML", "interactions:\n- " + list("[]", MANY));
        texts.put("many values in JSON", "{\"interactions\":[" + list("1", MANY) + "]}");
        texts.put("many members in JSON", "{" + members(MANY / 4) + "}");
        texts.put("many merges", "interactions:\n- {" + "<<: {a: b},".repeat(MANY / 5) + "}");
        texts.put("a long line in YAML", "interactions:\n- \"" + "a".repeat(6 * MANY) + "\"");
        texts.put("a long string in JSON", "{\"interactions\":[\"" + "a".repeat(8 * MANY) + "\"]}");
        texts.put("a long number in JSON", "{\"interactions\":" + "9".repeat(MANY) + "}");
        texts.put("many records of something else", "{\"interactions\":[" + "{},".repeat(MANY) + "{}]}");
        texts.put("a Java object", "interactions:\n- !!javax.script.ScriptEngineManager [!!java.net.URL [x]]\n");
        texts.put("a Python object", "interactions:\n- !!python/object/apply:os.system [id]\n");
        texts.put("a huge version", "%YAML 99999999999999999999.1\n---\na: b\n");
        texts.put("a character that is none", "interactions:\n- {a: \"\\UFFFFFFFF\"}\n");
        texts.put(
                "entities",
                "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>");
        texts.put("two documents in YAML", "interactions: []\n---\ninteractions: []\n");
        texts.put("two documents in JSON", "{\"interactions\":[]}{\"interactions\":[]}");
        texts.put("two lists of records", "interactions: []\nhttp_interactions: []\n");
        texts.put(
                "other records after nock's",
                "[{\"scope\":\"http://h\",\"path\":\"/\",\"method\":\"GET\",\"status\":200},7]");
        texts.put("a tape of a later version", "{\"format\":\"tapedeck-cassette\",\"version\":99}");
        Map<String, Bytes> all = new LinkedHashMap<>();
        texts.forEach((name, text) -> all.put(name, Bytes.utf8(text)));
        all.put("zeros", Bytes.wrap(new byte[MANY]));
        all.put("a gzip bomb", Brought.packed(Bytes.wrap(new byte[64 * MANY])));
        all.put("a gzip bomb in YAML", Brought.packed(Bytes.utf8("interactions:\n- a\n" + "# \n".repeat(20 * MANY))));
        all.put(
                "half a gzip file",
                Brought.packed(Bytes.utf8("interactions: []")).slice(0, 15));
        all.put("UTF-16", Bytes.wrap("interactions: []".getBytes(UTF_16)));
        return all.entrySet().stream()
                .map(entry -> new Hostile(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static String list(String element, int times) {
        return "[" + (element + ",").repeat(times - 1) + element + "]";
    }

    private static String members(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> "\"k" + number + "\":1")
                .collect(Collectors.joining(","));
    }

    private static String laughs() {
        return IntStream.range(1, 20)
                .mapToObj(level -> "a%d: &a%d %s\n".formatted(level, level, list("*a" + (level - 1), 9)))
                .collect(Collectors.joining("", "a0: &a0 [ha]\n", "interactions: [*a19]\n"));
    }

    @ParameterizedTest
    @MethodSource("hostiles")
    void aHostileFileIsRefused(Hostile hostile) {
        Failure failure = Brought.refused(hostile.content(), ImportLimits.DEFAULT);

        assertThat(failure).isInstanceOfAny(Failure.Invalid.class, Failure.Unreadable.class);
        assertThat(failure.message()).contains(Brought.NAME).hasSizeLessThan(400);
    }

    @Test
    void theMessageNamesTheLineAndHoldsNothingOfTheFile() {
        Failure yaml = Brought.refused("interactions:\n- request: [sk-secret\n");
        Failure json = Brought.refused("{\"interactions\":\n[sk-secret]}");

        assertThat(yaml.message()).contains("line ").doesNotContain("sk-secret");
        assertThat(json.message()).contains("line 2").doesNotContain("sk-secret");
    }

    @Test
    void whatIsNoRecordingIsToldForWhatItIs() {
        byte[] random = new byte[5_000];
        new Random(1).nextBytes(random);

        assertThat(Brought.refused(Bytes.wrap(random), ImportLimits.DEFAULT).message())
                .contains("no recording of a known format", "HAR", "nock")
                .doesNotContain("YAML in UTF-8");
        assertThat(Brought.refused("# Read me\n\nHello: how: are you?\n").message())
                .contains("no recording of a known format");
        assertThat(Brought.refused("PK\u0003\u0004rest").message()).contains("zip", "POST /api/v1/archive");
        assertThat(Brought.refused("").message()).contains("empty");
    }

    @Test
    void fiftyReferencesAreFollowed() {
        Brought brought = Brought.in("interactions:\n- request: {method: GET, uri: h, headers: &a {}}\n"
                + "  response: {status: 200, parsed_body: " + list("*a", 50) + "}\n");

        assertThat(Corpus.json(brought.exchange().responseBody())).hasSize(50);
    }

    @Test
    void aFileLargerThanAllowedIsRefusedWhetherPackedOrNot() {
        ImportLimits small = new ImportLimits(1_000, 1_000, 1_000, 1_000, 1_000, 1_000, 100, 50, 100, 200);
        Bytes large = Bytes.utf8("{\"log\":{\"entries\":[" + " ".repeat(2_000) + "]}}");

        assertThat(Brought.refused(large, small).message()).contains("1,000 bytes");
        assertThat(Brought.refused(Brought.packed(large), small).message()).contains("1,000 bytes");
    }

    @Test
    void aYamlFileThatIsTooLongIsRefusedByItsLengthBeforeItIsRead() {
        ImportLimits small = new ImportLimits(9_000, 1_000, 1_000, 1_000, 1_000, 1_000, 100, 50, 100, 200);
        Bytes brokenAndLong = Bytes.utf8("interactions: ]\n" + "# \n".repeat(500));

        assertThat(Brought.refused(brokenAndLong, small).message()).contains("1,000 bytes");
    }

    @Test
    void aNameThatBreaksLinesIsShownWithoutThem() {
        assertThat(Brought.refused(
                                "interactions:\n- request: {method: GET, uri: h, headers: {\"a\\n\\e[31m\": {b: c}}}\n  response: {status: 200}\n")
                        .message())
                .doesNotContain("\n", "\u001b");
    }
}
