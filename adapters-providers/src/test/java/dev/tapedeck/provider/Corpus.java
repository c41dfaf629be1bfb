package dev.tapedeck.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.exchange.ProviderRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The real traffic that lies beside the project, if it is there. */
final class Corpus {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Corpus() {}

    /** One interaction of the corpus. */
    record Recorded(
            String id,
            String provider,
            String endpoint,
            int status,
            boolean streaming,
            ProviderRequest request,
            Bytes answer) {}

    /** All interactions, looked for beside this folder and all above it. */
    static Optional<Path> find() {
        return find("interactions.jsonl.gz");
    }

    static Optional<Path> find(String name) {
        return Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
                .map(folder -> folder.resolve("shared/corpus").resolve(name))
                .filter(Files::exists)
                .findFirst();
    }

    /** All interactions over HTTP. */
    static List<Recorded> read(Path file) {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(Corpus::parsed)
                    .filter(line -> line.has("provider"))
                    .map(Corpus::recorded)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }

    private static Recorded recorded(JsonNode line) {
        String decoded = line.path("decoded_body_base64").asText("");
        return new Recorded(
                line.path("id").asText(),
                line.path("provider").asText(),
                line.path("endpoint").asText(),
                line.path("status").asInt(),
                line.path("streaming").asBoolean(),
                request(line),
                bytes(decoded.isEmpty() ? line.path("response_body_base64").asText("") : decoded));
    }

    private static ProviderRequest request(JsonNode line) {
        // a fragment stands in some cassettes, but never leaves its client
        String afterHost =
                line.path("url").asText().replaceFirst("^(\\w+://)?[^/]*", "").replaceFirst("#.*", "");
        int query = afterHost.indexOf('?');
        return new ProviderRequest(
                new ProviderName("real"),
                Dialect.GENERIC,
                line.path("method").asText(),
                query < 0 ? afterHost : afterHost.substring(0, query),
                query < 0 ? Optional.empty() : Optional.of(afterHost.substring(query + 1)),
                Headers.NONE,
                bytes(line.path("request_body_base64").asText("")));
    }

    private static Bytes bytes(String base64) {
        return Bytes.wrap(Base64.getDecoder().decode(base64.equals("null") ? "" : base64));
    }
}
