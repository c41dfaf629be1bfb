package dev.tapedeck.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.exchange.Bytes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;

/** Real traffic, recorded by others: test data beside the project, not in it. */
public final class Corpus {
    private Corpus() {}

    /**
     * One recorded HTTP interaction.
     *
     * @param target path and query, percent-encoded where a client couldn't send them otherwise
     * @param body the answer's bytes without content coding
     */
    public record Recorded(
            String id,
            String method,
            String target,
            Optional<String> requestType,
            Bytes requestBody,
            int status,
            Optional<String> contentType,
            Bytes body) {
        @Override
        public String toString() {
            return id;
        }
    }

    private static Path oracle() {
        return Path.of(System.getProperty("tapedeck.corpus", "../../shared/corpus"), "interactions.jsonl.gz");
    }

    public static boolean isThere() {
        return Files.isRegularFile(oracle());
    }

    /** The cassettes as they stand there, in order of their paths; none if the corpus isn't there, none larger than that. */
    public static List<byte[]> files(long largest) {
        if (!isThere()) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(oracle().resolveSibling("cassettes"))) {
            return files.filter(
                            file -> Files.isRegularFile(file) && file.toFile().length() <= largest)
                    .sorted()
                    .map(Corpus::bytes)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Every HTTP interaction of the corpus; WebSocket and gRPC records are left out. */
    public static List<Recorded> interactions() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(oracle())), UTF_8))) {
            return lines.lines()
                    .map(Answered::parsed)
                    .filter(line -> !line.path("format").asText().equals("non-http"))
                    .map(Corpus::recorded)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Recorded recorded(JsonNode line) {
        Bytes decoded = bytes(line.path("decoded_body_base64"));
        return new Recorded(
                line.path("id").asText(),
                line.path("method").asText().toUpperCase(Locale.ROOT),
                target(line.path("url").asText()),
                contentType(line.path("request_headers")),
                bytes(line.path("request_body_base64")),
                line.path("status").asInt(),
                contentType(line.path("response_headers")),
                !decoded.isEmpty() ? decoded : bytes(line.path("response_body_base64")));
    }

    private static Bytes bytes(JsonNode base64) {
        return base64.isTextual() ? Bytes.wrap(Base64.getDecoder().decode(base64.textValue())) : Bytes.EMPTY;
    }

    private static Optional<String> contentType(JsonNode headers) {
        return StreamSupport.stream(headers.spliterator(), false)
                .filter(header -> header.path(0).asText().equalsIgnoreCase("content-type"))
                .map(header -> header.path(1).asText())
                .findFirst();
    }

    private static String target(String url) {
        int scheme = url.indexOf("://");
        int path = url.indexOf('/', scheme < 0 ? 0 : scheme + 3);
        String target = path < 0 ? "/" : url.substring(path);
        return target.replaceAll("#.*", "").replace("<", "%3C").replace(">", "%3E");
    }
}
