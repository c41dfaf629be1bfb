package dev.tapedeck.builds;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A pipeline over many documents, written into a folder of pipelines: one batch layer, a unit for each document.
 *
 * @param count how many documents there are, each another one
 * @param letters how long each is, about
 */
record ManyDocuments(int count, int letters) {
    static final String PIPELINE = "many";

    private static final int TEAMS = 1_000;
    private static final String SENTENCE =
            "Ines Duarte writes firmware for water meters and reads the standards first. ";
    private static final String TEXT = """
            name: many
            sources:
              people: { path: sources, include: "*.jsonl" }
            layers:
              - name: styles
                each: people
                provider: openai
                model: gpt-4o-mini
                params: { temperature: 0.3, max_tokens: 100 }
                batch: always
                prompt: |
                  Describe the work style of this person.

                  {item.content}
            """;

    void writeTo(Path pipelines) {
        Path sources = pipelines.resolve(PIPELINE).resolve("sources");
        try {
            Files.createDirectories(sources);
            Files.writeString(pipelines.resolve(PIPELINE).resolve("pipeline.yaml"), TEXT);
            try (Writer lines = Files.newBufferedWriter(sources.resolve("people.jsonl"), UTF_8)) {
                String rest = SENTENCE.repeat(Math.ceilDiv(letters, SENTENCE.length()));
                for (int number = 1; number <= count; number++) {
                    lines.write("{\"label\":\"p%06d\",\"content\":\"%d. %s\",\"metadata\":{\"team\":\"t%d\"}}\n"
                            .formatted(number, number, rest, number % TEAMS));
                }
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Of the document in a request's prompt. */
    static String numberIn(JsonNode request) {
        String prompt = request.at("/messages/0/content").asText();
        int from = prompt.indexOf("\n\n") + 2;
        return prompt.substring(from, prompt.indexOf('.', from));
    }
}
