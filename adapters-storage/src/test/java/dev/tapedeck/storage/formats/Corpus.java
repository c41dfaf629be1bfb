package dev.tapedeck.storage.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tapedeck.exchange.Bytes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** Real cassettes of other projects and what an independent reader found in them, if they lie beside the project. */
final class Corpus {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Corpus() {}

    /** What one record of a cassette holds. */
    record Oracle(JsonNode line) {
        boolean isHttp() {
            return !line.path("format").asText().equals("non-http");
        }

        String text(String member) {
            return line.path(member).asText();
        }

        boolean isExact(String side) {
            return text(side + "_fidelity").equals("exact");
        }

        Bytes asked() {
            return bytes(line.path("request_body_base64"));
        }

        Bytes answered() {
            JsonNode decoded = line.path("decoded_body_base64");
            return bytes(decoded.isTextual() ? decoded : line.path("response_body_base64"));
        }

        private static Bytes bytes(JsonNode base64) {
            return base64.isTextual() ? Bytes.wrap(Base64.getDecoder().decode(base64.textValue())) : Bytes.EMPTY;
        }
    }

    private static Path root() {
        return Path.of(System.getProperty("tapedeck.corpus", "../../shared/corpus"));
    }

    static boolean isThere() {
        return Files.isRegularFile(root().resolve("interactions.jsonl.gz"));
    }

    static Path cassette(String file) {
        return root().resolve("cassettes").resolve(file);
    }

    /** The records by file, each file's in order. */
    static Map<String, List<Oracle>> oracle() {
        Map<String, List<Oracle>> files = new TreeMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(root().resolve("interactions.jsonl.gz"))), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Oracle oracle = new Oracle(JSON.readTree(line));
                files.computeIfAbsent(oracle.text("file"), unused -> new ArrayList<>())
                        .add(oracle);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return files;
    }

    static JsonNode json(Bytes body) {
        try {
            return JSON.readTree(body.array());
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }
}
