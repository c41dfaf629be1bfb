package dev.tapedeck.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.support.Answered;
import dev.tapedeck.support.SessionUnderTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The npm packages {@code openai} and {@code @anthropic-ai/sdk}, run by a script. */
final class NodeClients {
    private static final Path SOURCE = Path.of("src/test/node");
    private static final Path FOLDER = Path.of("target/node");
    private static final List<String> FILES = List.of("package.json", "package-lock.json", "clients.mjs");
    private static final long PATIENCE_SECONDS = 180;

    static final Deed EVERYTHING = new Deed(
            "npm", "everything", (session, prompt) -> results(session, prompt).toString());

    private NodeClients() {}

    /** What both clients gave for each deed, by its name. */
    static JsonNode results(SessionUnderTest session, String prompt) {
        install();
        return Answered.parsed(
                run("node", "clients.mjs", session.door("openai") + "/v1", session.door("anthropic"), prompt));
    }

    /** Fetches the packages as the lock file names them, unless they are there. */
    private static void install() {
        try {
            Files.createDirectories(FOLDER);
            for (String file : FILES) {
                Files.copy(SOURCE.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        if (!Files.isRegularFile(FOLDER.resolve("node_modules/.package-lock.json"))) {
            run("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
        }
    }

    private static String run(String... command) {
        try {
            Path output = Files.createTempFile("tapedeck-node-", ".json");
            Path errors = Files.createTempFile("tapedeck-node-", ".log");
            Process process = new ProcessBuilder(command)
                    .directory(FOLDER.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly();
            if (!ended || process.exitValue() != 0) {
                throw new IllegalStateException(
                        "%s failed: %s".formatted(List.of(command), Files.readString(errors, UTF_8)));
            }
            return Files.readString(output, UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
