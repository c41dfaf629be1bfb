package dev.tapedeck.storage.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tapedeck.build.ArtifactId;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.pipeline.Document;
import dev.tapedeck.pipeline.Item;
import dev.tapedeck.pipeline.PipelineName;
import dev.tapedeck.pipeline.PipelineStore;
import dev.tapedeck.pipeline.PromptRenderer.Scope;
import dev.tapedeck.pipeline.Source;
import dev.tapedeck.storage.prompt.QutePromptRenderer;
import dev.tapedeck.storage.schema.NetworkntSchemaCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documents of a real pipeline, if it lies beside the project. */
class PipelineDemoTest {
    private static final Path CORPUS = Path.of(System.getProperty("tapedeck.corpus", "../../shared/corpus"));
    private static final Path BIOS = CORPUS.resolve("pipeline-demo/sources/bios");

    /** As the real pipeline asked: its recorded key is that of this prompt. */
    private static final String TEMPLATE =
            "Given this person's background, infer their likely work style in 2-3 sentences."
                    + " Cover how they approach problems, what role they naturally take in a team, and how their interests shape their work."
                    + "\n\n{item.content.trim}";

    @TempDir
    private Path folder;

    private List<Document> documents = List.of();

    @BeforeEach
    void read() throws IOException {
        assumeTrue(Files.isDirectory(BIOS), "The corpus is not beside the project: skipped.");
        Path bios = Files.createDirectories(folder.resolve("team-report/sources/bios"));
        try (Stream<Path> files = Files.list(BIOS)) {
            for (Path file : files.toList()) {
                Files.copy(file, bios.resolve(file.getFileName()));
            }
        }
        PipelineStore store = new FolderPipelineStore(folder, new QutePromptRenderer(), new NetworkntSchemaCheck());
        try (Stream<Document> found = store.documents(
                new PipelineName("team-report"),
                new Source("bios", new Source.Origin.Folder("sources/bios", "*.md")))) {
            documents = found.toList();
        }
    }

    @Test
    void theDocumentsAreTheArtifactsThatTheRealPipelineHad() {
        assertThat(documents).extracting(Document::label).containsExactly("alice", "bob", "carol");
        assertThat(documents)
                .extracting(document ->
                        ArtifactId.of(Bytes.utf8(document.content())).value().substring(0, 7))
                .containsExactly("4bcc984", "01dfeaf", "b732c72");
    }

    @Test
    void trimmedTheyMakeThePromptThatWasRecorded() {
        // Given
        Document alice = documents.getFirst();

        // When
        String prompt = new QutePromptRenderer()
                .render(TEMPLATE, new Scope.One(new Item("bios", alice.label(), alice.content(), alice.metadata())));

        // Then
        String request =
                "{\"max_tokens\": 512, \"messages\": [{\"content\": \"%s\", \"role\": \"user\"}], \"model\": \"gpt-4o-mini\", \"provider\": \"openai\", \"temperature\": 0.3}"
                        .formatted(prompt.replace("\n", "\\n"));
        assertThat(ArtifactId.of(Bytes.utf8(request)).value())
                .isEqualTo("9a59e9b1021f12d4149b7edf3509c272c3f371909e8cd033171589cd28368d09");
    }
}
