package dev.tapedeck.chaos;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** Files that nobody should bring: bombs of all kinds, and good ones to be spoiled. */
final class HostileFiles {
    private static final int MEGABYTE = 1_024 * 1_024;
    private static final int DEEP = 100_000;
    private static final List<String> SAMPLES = List.of(
            "tapedeck.json",
            "vcr.yaml",
            "ruby.yml",
            "go-vcr.yaml",
            "har.json",
            "wiremock.json",
            "nock.json",
            "lines.jsonl");

    private static final String HAR_OF_A_BOMB =
            "{\"log\":{\"version\":\"1.2\",\"creator\":{\"name\":\"a\",\"version\":\"1\"},"
                    + "\"entries\":[{\"request\":{\"method\":\"GET\",\"url\":\"https://api.openai.com/v1/models\",\"headers\":[]},"
                    + "\"response\":{\"status\":200,\"headers\":[{\"name\":\"content-encoding\",\"value\":\"gzip\"}],"
                    + "\"content\":{\"encoding\":\"base64\",\"text\":\"%s\"}}}]}}";

    private HostileFiles() {}

    /** A small one of each format, as it should be, or nearly so. */
    static List<byte[]> samples() {
        return SAMPLES.stream().map(HostileFiles::sample).toList();
    }

    static byte[] sample(String name) {
        try (InputStream file = HostileFiles.class.getResourceAsStream("/imports/" + name)) {
            if (file == null) {
                throw new IllegalStateException("There is no sample " + name);
            }
            return file.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Small files that would cost a careless reader its memory, its stack or its evening. */
    static Map<String, byte[]> bombs() {
        Map<String, byte[]> bombs = new LinkedHashMap<>();
        bombs.put("nothing", new byte[0]);
        bombs.put("aliases that double forty times", text(doubling(40)));
        bombs.put("an alias of itself", text("interactions: &a [*a, *a]\nversion: 1\n"));
        bombs.put("a merge of itself", text("interactions: &a\n  <<: *a\nversion: 1\n"));
        bombs.put("deep JSON", text("{\"log\":" + "[".repeat(DEEP)));
        bombs.put("deep JSON objects", text("{\"log\":" + "{\"a\":".repeat(DEEP)));
        bombs.put("deep YAML in one line", text("interactions: " + "[".repeat(DEEP)));
        bombs.put("deep YAML in many lines", text(indented(2_000)));
        bombs.put("deep YAML sequences", text("interactions:\n" + "- ".repeat(DEEP)));
        bombs.put("many anchors", text(anchors(50_000)));
        bombs.put("many documents", text("---\na: 1\n".repeat(100_000)));
        bombs.put("a long number", text("{\"log\":{\"version\":" + "9".repeat(MEGABYTE) + "}}"));
        bombs.put("a large exponent", text("{\"format\":\"tapedeck-cassette\",\"version\":1e999999999}"));
        bombs.put("a long name", text("{\"" + "n".repeat(8 * MEGABYTE) + "\":1}"));
        bombs.put("one long line", text("x".repeat(8 * MEGABYTE)));
        bombs.put("one long open string", text("{\"log\":\"" + "x".repeat(8 * MEGABYTE)));
        bombs.put(
                "objects to be made",
                text("!!javax.script.ScriptEngineManager [!!java.net.URL [\"http://127.0.0.1:9/\"]]\n"));
        bombs.put(
                "an entity",
                text("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>"));
        bombs.put("a gigabyte of zeros, gzipped", gigabyte('\0'));
        bombs.put("a gigabyte of spaces, gzipped", gigabyte(' '));
        bombs.put("a gigabyte of empty lines, gzipped", gigabyte('\n'));
        bombs.put("gzip in gzip in gzip", gzipped(gzipped(gigabyte('x'))));
        bombs.put("gzip that ends early", Arrays.copyOf(gigabyte('x'), 5_000));
        bombs.put("a body that unzips to a gigabyte", text(HAR_OF_A_BOMB.formatted(base64(gigabyte('x')))));
        bombs.put("a trace of negative lengths", text("httprr trace v1\n-5 -5\n"));
        bombs.put("a trace of huge lengths", text("httprr trace v1\n2147483647 9223372036854775807\nGET"));
        bombs.put("not UTF-8", new byte[] {(byte) 0xC3, 0x28, (byte) 0xA0, (byte) 0xA1, 0});
        bombs.put("UTF-16", "interactions: []\nversion: 1\n".getBytes(UTF_16));
        return bombs;
    }

    private static byte[] text(String text) {
        return text.getBytes(UTF_8);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String doubling(int times) {
        StringBuilder yaml = new StringBuilder("a0: &a0 [x, x]\n");
        for (int level = 1; level <= times; level++) {
            yaml.append("a%1$d: &a%1$d [*a%2$d, *a%2$d]\n".formatted(level, level - 1));
        }
        return yaml.append("interactions: *a%d\nversion: 1\n".formatted(times)).toString();
    }

    private static String indented(int levels) {
        StringBuilder yaml = new StringBuilder("interactions:\n");
        IntStream.range(1, levels)
                .forEach(level -> yaml.append(" ".repeat(level)).append("a:\n"));
        return yaml.toString();
    }

    private static String anchors(int count) {
        List<String> nodes = new ArrayList<>();
        IntStream.range(0, count).forEach(number -> nodes.add("- &n%d x".formatted(number)));
        return "interactions:\n" + String.join("\n", nodes) + "\nversion: 1\n";
    }

    /** A gzip file may have many members (RFC 1952, section 2.2): here all are the same. */
    private static byte[] gigabyte(char letter) {
        byte[] megabyte = gzipped(text(String.valueOf(letter).repeat(MEGABYTE)));
        ByteArrayOutputStream gigabyte = new ByteArrayOutputStream();
        for (int member = 0; member < 1_024; member++) {
            gigabyte.writeBytes(megabyte);
        }
        return gigabyte.toByteArray();
    }

    static byte[] gzipped(byte[] bytes) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
            zip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return zipped.toByteArray();
    }
}
