package dev.tapedeck.builds;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.tapedeck.support.TapedeckProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A real pipeline over three people, with what real models answered, one by one and in a batch: test data beside the
 * project. Answers are found by the key that their recorder gave them.
 */
final class RecordedTeam {
    static final List<String> PEOPLE = List.of("alice", "bob", "carol");
    static final String STYLE_PROMPT =
            "Given this person's background, infer their likely work style in 2-3 sentences. Cover how they approach problems, what role they naturally take in a team, and how their interests shape their work.\n\n{item.content.trim}";
    static final String SUMMARY_PROMPT =
            "These are work style profiles for each team member. Write a team summary (3-5 sentences) covering how these styles complement each other, natural collaboration patterns, and collective strengths.\n\n{#each inputs}- ws-{it.label}: {it.content}{#if it_hasNext}\n\n{/if}{/each}";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> calledOneByOne = new HashMap<>();
    private final Map<String, String> inBatch = new HashMap<>();
    private final Path folder;

    private RecordedTeam(Path folder) throws IOException {
        this.folder = folder;
        JsonNode calls = new ObjectMapper(new YAMLFactory())
                .readTree(folder.resolve("cassettes/llm.yaml").toFile());
        calls.forEach(call -> calledOneByOne.put(
                call.path("key").asText(), call.path("response").path("text").asText()));
        JSON.readTree(folder.resolve("cassettes/batch_responses.json").toFile())
                .properties()
                .forEach(answer -> inBatch.put(
                        answer.getKey(), answer.getValue().path("content").asText()));
    }

    /** Nothing, where the test data isn't there. */
    static Optional<RecordedTeam> find() {
        Path folder = Path.of(System.getProperty("tapedeck.corpus", "../../shared/corpus"), "pipeline-demo");
        try {
            return Files.isDirectory(folder) ? Optional.of(new RecordedTeam(folder)) : Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A provider that answers what was recorded. */
    LedgerUpstream upstream() {
        return new LedgerUpstream(this::answerToCall, this::answerInBatch);
    }

    /** A gateway to that provider, that looks at batches often and is taken for dead soon. */
    static TapedeckProcess.Settings gateway(String upstream) {
        return TapedeckProcess.settings()
                .startingOften()
                .provider("openai", "openai", upstream + "/openai")
                .with("tapedeck.providers.openai.batch", "true")
                .provider("anthropic", "anthropic", upstream + "/anthropic")
                .with("tapedeck.builds.lease", "5s")
                .with("tapedeck.builds.poll", "200ms");
    }

    String bio(String person) {
        try {
            return Files.readString(folder.resolve("sources/bios").resolve(person + ".md"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What the model answered when it was asked by itself. */
    String answerToCall(String provider, JsonNode request) {
        return found(calledOneByOne, provider, request);
    }

    /** What the model answered to the same in a batch. */
    String answerInBatch(String provider, JsonNode request) {
        return found(inBatch, provider, request);
    }

    private static String found(Map<String, String> answers, String provider, JsonNode request) {
        return Optional.ofNullable(answers.get(key(provider, request)))
                .orElseThrow(() -> new AssertionError("Nobody recorded an answer to " + request));
    }

    /** As its recorder had it: sorted members, with a space after each comma and colon. */
    private static String key(String provider, JsonNode request) {
        try {
            JsonNode message = request.path("messages").path(0);
            String canonical =
                    "{\"max_tokens\": %s, \"messages\": [{\"content\": %s, \"role\": %s}], \"model\": %s, \"provider\": \"%s\", \"temperature\": %s}"
                            .formatted(
                                    request.path("max_tokens"),
                                    JSON.writeValueAsString(message.path("content")),
                                    message.path("role"),
                                    request.path("model"),
                                    provider,
                                    request.path("temperature"));
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(canonical.getBytes(UTF_8)));
        } catch (IOException | NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The pipeline over these people, as JSON. */
    String pipeline(String batch) {
        var documents = JSON.createArrayNode();
        PEOPLE.forEach(person -> documents.addObject().put("label", person).put("content", bio(person)));
        var pipeline = JSON.createObjectNode().put("name", "team-report");
        pipeline.putObject("sources").putObject("bios").set("inline", documents);
        var layers = pipeline.putArray("layers");
        layers.addObject()
                .put("name", "work-styles")
                .put("each", "bios")
                .put("provider", "openai")
                .put("model", "gpt-4o-mini")
                .put("batch", batch)
                .put("prompt", STYLE_PROMPT)
                .putObject("params")
                .put("temperature", 0.3)
                .put("max_tokens", 512);
        layers.addObject()
                .put("name", "team-summary")
                .put("all", "work-styles")
                .put("provider", "anthropic")
                .put("model", "claude-haiku-4-5-20251001")
                .put("batch", "never")
                .put("prompt", SUMMARY_PROMPT)
                .putObject("params")
                .put("temperature", 0.3)
                .put("max_tokens", 1024);
        return pipeline.toString();
    }
}
