package dev.tapedeck.storage.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.declared.TextProblem;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.pipeline.CheckedPipeline;
import dev.tapedeck.pipeline.CheckedPipeline.Broken;
import dev.tapedeck.pipeline.CheckedPipeline.Valid;
import dev.tapedeck.pipeline.PipelineStore;
import dev.tapedeck.storage.prompt.QutePromptRenderer;
import dev.tapedeck.storage.schema.NetworkntSchemaCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the docs show is so. */
class PublishedPipelinesTest {
    private static final Path DOCS = Path.of("..", "docs", "pipelines.md");
    private static final Pattern PIPELINE = Pattern.compile("```yaml\n(name: .*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    private CheckedPipeline check(String yaml) {
        PipelineStore store = new FolderPipelineStore(folder, new QutePromptRenderer(), new NetworkntSchemaCheck());
        return store.check(Bytes.utf8(yaml));
    }

    @Test
    void thePipelineInTheDocsIsRight() throws IOException {
        // When
        List<String> shown = PIPELINE.matcher(Files.readString(DOCS))
                .results()
                .map(found -> found.group(1))
                .toList();

        // Then
        assertThat(shown).hasSize(1).allSatisfy(yaml -> assertThat(check(yaml)).isInstanceOf(Valid.class));
    }

    @Test
    void problemsReadAsInTheDocs() throws IOException {
        // Given
        String yaml = """
                name: team-report
                sources:
                  bios: { path: sources/bios }
                layers:
                  - name: a
                    each: bois
                    provider: openai
                    model: gpt-4o-mini
                    prompt: |
                      Given this person's background:

                      {item.contnet}
                  - name: b
                    each: c
                    provider: openai
                    model: 4
                    prompt: "{item.content}"
                  - name: c
                    each: b
                    provider: openai
                    model: gpt-4o-mini
                    prompt: "{item.content}"
                """;

        // When
        List<TextProblem> problems = ((Broken) check(yaml)).problems();

        // Then
        String docs = Files.readString(DOCS);
        assertThat(problems)
                .hasSize(4)
                .allSatisfy(problem -> assertThat(docs)
                        .contains("line %-3d %-17s %s\n"
                                .formatted(problem.line(), problem.pointer(), problem.message())));
    }

    @Test
    void thePipelineOfTheSpecificationIsRight() {
        // Given
        String yaml = """
                name: team-report
                sources:
                  bios: { path: sources/bios, include: "*.md" }
                layers:
                  - name: work-styles
                    each: bios                      # one unit per input (1:1)
                    provider: openai
                    model: gpt-4o-mini
                    params: { temperature: 0.3, max_tokens: 512 }
                    batch: auto                     # auto (default) | always | never
                    prompt: |
                      Given this person's background, describe their work style in 2-3 sentences.

                      {item.content}
                  - name: team-summary
                    all: work-styles
                    provider: anthropic
                    model: claude-haiku-4-5
                    batch: never
                    onFailure: block                # block (default) | continue | minSuccess: 0.9
                    prompt: |
                      {#each inputs}- {it.label}: {it.content}
                      {/each}
                """;

        // When, Then
        assertThat(check(yaml)).isInstanceOf(Valid.class);
        assertThat(check(yaml.replace("onFailure: block ", "minSuccess: 0.9  ")))
                .isInstanceOf(Valid.class);
        assertThat(check(yaml.replace("onFailure: block ", "onFailure: { minSuccess: 0.9 } ")))
                .isInstanceOf(Valid.class);
    }
}
