package dev.tapedeck.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tapedeck.support.Answered;
import dev.tapedeck.support.Caller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A cassette of many interactions, made by importing a document of them: much faster than recording each. */
final class LongTape {
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final String BEFORE = """
            {"format":"tapedeck-cassette","version":1,"name":"%s",\
            "keyRecipe":{"version":1,"ignore":[],"replace":[],"headers":[]},"interactions":[
            """;
    private static final String INTERACTION = """
            {"number":%1$d,"lane":"main","key":"sha256:%1$064x","provider":"openai","dialect":"openai",\
            "recordedAt":"2026-11-21T02:00:00Z","durationMs":12,"attempts":1,\
            "request":{"method":"POST","path":"/v1/x","headers":{"content-type":"application/json"},\
            "body":{"json":{"n":%1$d}}},\
            "outcome":{"kind":"response","status":200,"headers":{"content-type":"application/json"},\
            "body":{"json":{"answer":%1$d}}}}""";

    private LongTape() {}

    static void bring(Caller caller, String name, int interactions) {
        try {
            Path file = Files.createTempFile("tapedeck-long-", ".json");
            try {
                write(file, name, interactions);
                bring(caller, name, file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void write(Path file, String name, int interactions) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file, UTF_8)) {
            writer.write(BEFORE.formatted(name));
            for (int number = 1; number <= interactions; number++) {
                writer.write((number > 1 ? ",\n" : "") + INTERACTION.formatted(number));
            }
            writer.write("\n]}\n");
        }
    }

    private static void bring(Caller caller, String name, Path file) throws IOException {
        Answered brought = caller.send(caller.to("/api/v1/cassettes/%s/import".formatted(name))
                .timeout(PATIENCE)
                .header("content-type", "application/octet-stream")
                .POST(BodyPublishers.ofFile(file)));
        if (brought.status() != 201) {
            throw new IllegalStateException("Not imported: " + brought);
        }
    }
}
