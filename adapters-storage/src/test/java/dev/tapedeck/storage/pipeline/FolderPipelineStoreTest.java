package dev.tapedeck.storage.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tapedeck.declared.TextProblem;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.pipeline.CheckedPipeline;
import dev.tapedeck.pipeline.CheckedPipeline.Broken;
import dev.tapedeck.pipeline.CheckedPipeline.Valid;
import dev.tapedeck.pipeline.Document;
import dev.tapedeck.pipeline.PipelineExamples;
import dev.tapedeck.pipeline.PipelineName;
import dev.tapedeck.pipeline.PipelineStore;
import dev.tapedeck.pipeline.PipelineStore.Stored;
import dev.tapedeck.pipeline.PipelineStoreContract;
import dev.tapedeck.pipeline.Source;
import dev.tapedeck.storage.prompt.QutePromptRenderer;
import dev.tapedeck.storage.schema.NetworkntSchemaCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderPipelineStoreTest extends PipelineStoreContract {
    private static final PipelineName REPORT = new PipelineName("team-report");
    private static final String YAML = """
            name: team-report
            sources:
              bios: { path: bios }
            layers:
              - name: a
                each: bios
                provider: p
                model: m
                prompt: |
                  {item.content}
            """;

    @TempDir
    private Path folder;

    private Optional<PipelineStore> store = Optional.empty();

    private Path directory() {
        return folder.resolve("data/pipelines");
    }

    @Override
    protected PipelineStore store() {
        PipelineStore opened = store.orElseGet(this::reopened);
        store = Optional.of(opened);
        return opened;
    }

    @Override
    protected PipelineStore reopened() {
        return new FolderPipelineStore(directory(), new QutePromptRenderer(), new NetworkntSchemaCheck());
    }

    @Override
    protected void place(PipelineName pipeline, String path, byte[] content) {
        try {
            Path file = directory().resolve(pipeline.value()).resolve(path);
            Files.createDirectories(file.resolveSibling("."));
            Files.write(file, content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Path own(String path) {
        return directory().resolve("team-report").resolve(path);
    }

    private List<Document> documents(String path) {
        try (Stream<Document> documents =
                store().documents(REPORT, new Source("docs", new Source.Origin.Folder(path, "*")))) {
            return documents.toList();
        }
    }

    private void assertInvalid(String path, String message) {
        assertThatThrownBy(() -> documents(path))
                .asInstanceOf(InstanceOfAssertFactories.type(FailedCall.class))
                .satisfies(failed -> {
                    assertThat(failed.failure()).isInstanceOf(Failure.Invalid.class);
                    assertThat(failed.failure().message()).contains(message);
                });
    }

    @Test
    void aPipelineThatPeopleWriteIsThere() {
        // When
        place(REPORT, "pipeline.yaml", YAML);

        // Then
        assertThat(store().find(REPORT))
                .hasValueSatisfying(stored -> assertThat(stored.checked()).isInstanceOf(Valid.class));
    }

    @Test
    void aChangeOfTheFileIsSeenAtTheNextLook() throws IOException {
        // Given
        place(REPORT, "pipeline.yaml", YAML);
        Stored before = store().find(REPORT).orElseThrow();

        // When: the same length, and the same time
        Path file = own("pipeline.yaml");
        var time = Files.getLastModifiedTime(file);
        place(REPORT, "pipeline.yaml", YAML.replace("model: m", "model: n"));
        Files.setLastModifiedTime(file, time);
        Stored after = store().find(REPORT).orElseThrow();
        Files.delete(file);

        // Then
        assertThat(after.checked()).isInstanceOf(Valid.class).isNotEqualTo(before.checked());
        assertThat(store().find(REPORT)).isEmpty();
    }

    @Test
    void anUnchangedPipelineIsReadOnce() {
        // Given
        place(REPORT, "pipeline.yaml", YAML);

        // When, Then
        assertThat(store().find(REPORT).orElseThrow())
                .isSameAs(store().find(REPORT).orElseThrow());
    }

    @Test
    void brokenPipelinesAreListedAmongTheOthers() throws IOException {
        // Given
        place(new PipelineName("broken"), "pipeline.yaml", "name: broken\nlayers: [\n");
        place(new PipelineName("misnamed"), "pipeline.yml", YAML);
        place(REPORT, "pipeline.json", PipelineExamples.WHOLE);
        place(new PipelineName("empty"), "readme.md", "");
        Files.createDirectories(directory().resolve("no name"));
        Files.writeString(directory().resolve("file.yaml"), YAML);

        // When
        List<Stored> listed = store().list();

        // Then
        assertThat(listed)
                .extracting(stored -> stored.name().value())
                .containsExactly("broken", "misnamed", "team-report");
        assertThat(listed)
                .extracting(Stored::checked)
                .satisfiesExactly(
                        broken -> assertThat(broken).isInstanceOf(Broken.class),
                        misnamed -> assertThat(((Broken) misnamed).problems())
                                .extracting(TextProblem::pointer)
                                .containsExactly("/name"),
                        whole -> assertThat(whole).isInstanceOf(Valid.class));
    }

    @Test
    void aFileThatCannotBeReadIsABrokenPipeline() throws IOException {
        // Given
        Files.createDirectories(own("pipeline.yaml"));

        // When
        Stored stored = store().find(REPORT).orElseThrow();

        // Then
        assertThat(((Broken) stored.checked()).problems())
                .extracting(TextProblem::message)
                .singleElement()
                .asString()
                .startsWith("The file pipeline.yaml can't be read");
        assertThat(store().list()).containsExactly(stored);
    }

    @Test
    void aPipelineFileThatLeadsOutIsNotRead() throws IOException {
        // Given
        Path secret = Files.writeString(folder.resolve("secret.yaml"), YAML);
        Files.createDirectories(own("."));
        Files.createSymbolicLink(own("pipeline.yaml"), secret);

        // When
        Stored stored = store().find(REPORT).orElseThrow();

        // Then
        assertThat(stored.text()).isEqualTo(Bytes.EMPTY);
        assertThat(((Broken) stored.checked()).problems())
                .extracting(TextProblem::message)
                .singleElement()
                .asString()
                .contains("leads out");
    }

    @Test
    void aPipelineStaysInTheFileThatItIsIn() {
        // Given
        place(REPORT, "pipeline.yml", YAML);

        // When
        store().put(REPORT, Bytes.utf8(YAML + "# changed\n"));

        // Then
        assertThat(own("."))
                .isDirectoryContaining("glob:**/pipeline.yml")
                .isDirectoryNotContaining("glob:**/*.{yaml,json,tmp}");
        assertThat(own("pipeline.yml")).hasContent(YAML + "# changed\n");
    }

    @Test
    void jsonGoesIntoAJsonFileAndYamlTakesItsPlace() {
        // When
        store().put(REPORT, PipelineExamples.whole());

        // Then
        assertThat(own("pipeline.json")).hasContent(PipelineExamples.WHOLE);
        store().put(REPORT, Bytes.utf8(YAML));
        assertThat(own(".")).isDirectoryContaining("glob:**/pipeline.yaml").isDirectoryNotContaining("glob:**/*.json");
        store().put(REPORT, PipelineExamples.whole());
        assertThat(store().find(REPORT)).map(Stored::text).contains(PipelineExamples.whole());
    }

    @Test
    void whatACrashLeftBesideThePipelineDoesNotCount() {
        // Given
        place(REPORT, "pipeline.yaml", YAML);
        place(REPORT, "pipeline.json", "{\"left\":");
        place(REPORT, "pipeline.yaml.tmp", "half");

        // When
        CheckedPipeline found = store().find(REPORT).orElseThrow().checked();

        // Then
        assertThat(found).isInstanceOf(Valid.class);
        assertThat(documents(".")).isEmpty();
        assertThat(store().put(REPORT, Bytes.utf8(YAML))).isInstanceOf(Valid.class);
        assertThat(own(".")).isDirectoryNotContaining("glob:**/*.{json,tmp}");
    }

    @Test
    void aDeletedPipelineWithoutDocumentsLeavesNoFolder() {
        // Given
        store().put(REPORT, Bytes.utf8(YAML));

        // When
        store().delete(REPORT);

        // Then
        assertThat(own(".").normalize()).doesNotExist();
    }

    @Test
    void aFolderThatCannotBeWrittenIsAStoreThatIsDown() throws IOException {
        // Given
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(directory(), "a file where the folder belongs");

        // When, Then
        assertThatThrownBy(() -> store().put(REPORT, Bytes.utf8(YAML)))
                .asInstanceOf(InstanceOfAssertFactories.type(FailedCall.class))
                .extracting(FailedCall::failure)
                .isInstanceOf(Failure.StoreDown.class);
    }

    @Test
    void linksToFilesLeadAnywhereInThePipelinesFolder() throws IOException {
        // Given
        place(REPORT, "shared/alice.md", "Alice");
        Files.createDirectories(own("docs"));
        Files.createSymbolicLink(own("docs/a.md"), Path.of("../shared/alice.md"));

        // When, Then
        assertThat(documents("docs")).singleElement().satisfies(document -> {
            assertThat(document.label()).isEqualTo("a");
            assertThat(document.content()).isEqualTo("Alice");
        });
    }

    @Test
    void noLinkLeadsOutOfThePipelinesFolder() throws IOException {
        // Given
        Path secret = Files.writeString(folder.resolve("secret.md"), "secret");
        Files.createDirectories(own("docs"));
        Files.createDirectories(own("plain"));
        Files.createSymbolicLink(own("docs/a.md"), secret);
        Files.createSymbolicLink(own("linked"), folder);
        Files.createSymbolicLink(own("plain/inner"), own("docs"));

        // When, Then
        assertInvalid("docs", "a.md leads out of the folder in which it stands");
        assertInvalid("linked", "linked leads out of the folder in which it stands");
        assertInvalid("plain", "'inner' is a link to a folder");
    }

    @Test
    void aBrokenLinkIsTold() throws IOException {
        // Given
        Files.createDirectories(own("docs"));
        Files.createSymbolicLink(own("docs/a.md"), Path.of("nowhere"));

        // When, Then
        assertInvalid("docs", "a file was gone");
    }

    @Test
    void aFileOverSixteenMebibytesIsRefused() throws IOException {
        // Given
        byte[] most = new byte[16 << 20];
        place(REPORT, "docs/a.txt", most);
        place(REPORT, "more/a.txt", new byte[(16 << 20) + 1]);
        place(REPORT, "lines/a.jsonl", new byte[(16 << 20) + 2]);

        // When, Then
        assertThat(documents("docs"))
                .singleElement()
                .satisfies(document -> assertThat(document.content()).hasSize(most.length));
        assertInvalid("more", "'a.txt' is over 16 MiB");
        assertInvalid("lines", "line 1 of 'a.jsonl' is over 16 MiB");
    }

    @Test
    void aFileThatChangesWhileItIsReadIsTold() {
        // Given
        place(REPORT, "docs/a.jsonl", "{\"label\": \"a\", \"content\": \"\"}\n{\"label\": \"b\", \"content\": \"\"}\n");

        // When, Then
        try (Stream<Document> documents =
                store().documents(REPORT, new Source("docs", new Source.Origin.Folder("docs", "*")))) {
            place(REPORT, "docs/a.jsonl", "{\"label\": \"c\", \"content\": \"\"}\n");
            assertThatThrownBy(documents::toList)
                    .isInstanceOf(FailedCall.class)
                    .hasMessageContaining("line 1 of 'a.jsonl'");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, -1, 0, 1, 2})
    void aLineMayEndAnywhere(int beyond) {
        // Given
        String shell = "{\"label\": \"a\", \"content\": \"\"}";
        String content = "x".repeat((64 << 10) - shell.length() + beyond);
        String first = "{\"label\": \"a\", \"content\": \"%s\"}".formatted(content);
        place(REPORT, "docs/a.jsonl", first + "\n\r\n\n{\"label\": \"b\", \"content\": \"last\"}");

        // When, Then
        assertThat(documents("docs")).extracting(Document::content).containsExactly(content, "last");
    }

    @Test
    void manyLinesComeInTheOrderOfTheirLabels() throws IOException {
        // Given
        String lines = IntStream.iterate(20_000, number -> number > 0, number -> number - 1)
                .mapToObj("{\"label\": \"%05d\", \"content\": \"text %1$d ä\"}\n"::formatted)
                .reduce(new StringBuilder(), StringBuilder::append, StringBuilder::append)
                .toString();
        place(REPORT, "docs/a.jsonl", lines.getBytes(UTF_8));

        // When
        List<Document> documents = documents("docs");

        // Then
        assertThat(documents)
                .hasSize(20_000)
                .first()
                .extracting(Document::content)
                .isEqualTo("text 1 ä");
        assertThat(documents.getLast().label()).isEqualTo("20000");
    }
}
