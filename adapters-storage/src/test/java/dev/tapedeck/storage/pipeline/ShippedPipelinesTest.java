package dev.tapedeck.storage.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.pipeline.CheckedPipeline.Valid;
import dev.tapedeck.pipeline.Document;
import dev.tapedeck.pipeline.Item;
import dev.tapedeck.pipeline.Layer;
import dev.tapedeck.pipeline.Pipeline;
import dev.tapedeck.pipeline.PipelineStore;
import dev.tapedeck.pipeline.PipelineStore.Stored;
import dev.tapedeck.pipeline.PromptRenderer.Scope;
import dev.tapedeck.storage.prompt.QutePromptRenderer;
import dev.tapedeck.storage.schema.NetworkntSchemaCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedPipelinesTest {
    @TempDir
    private Path folder;

    private final QutePromptRenderer prompts = new QutePromptRenderer();

    private PipelineStore store() {
        return new FolderPipelineStore(folder.resolve("data/pipelines"), prompts, new NetworkntSchemaCheck());
    }

    private boolean lay() {
        return ShippedPipelines.layInto(folder.resolve("data/pipelines"));
    }

    private static List<Item> documents(PipelineStore store, Pipeline pipeline) {
        try (Stream<Document> documents =
                store.documents(pipeline.name(), pipeline.sources().getFirst())) {
            return documents
                    .map(document -> new Item("bios", document.label(), document.content(), document.metadata()))
                    .toList();
        }
    }

    @Test
    void theShippedPipelineCanBeRunAsItIs() {
        // When
        boolean made = lay();

        // Then
        assertThat(made).isTrue();
        assertThat(store().list()).singleElement().satisfies(stored -> {
            assertThat(stored.name().value()).isEqualTo("team-report");
            assertThat(stored.checked()).isInstanceOf(Valid.class);
            Pipeline pipeline = ((Valid) stored.checked()).pipeline();
            assertThat(pipeline.layers()).extracting(Layer::name).containsExactly("work-styles", "team-summary");
            assertThat(pipeline.layers())
                    .extracting(layer -> layer.provider().value())
                    .containsOnly("simulator");
        });
    }

    @Test
    void itsPromptsReadAsPeopleWouldWriteThem() {
        // Given
        lay();
        Pipeline pipeline = ((Valid) store().list().getFirst().checked()).pipeline();
        List<Item> documents = documents(store(), pipeline);

        // When
        String first = prompts.render(pipeline.layers().getFirst().prompt(), new Scope.One(documents.getFirst()));
        String second = prompts.render(
                pipeline.layers().getLast().prompt(),
                new Scope.Many(
                        documents.stream()
                                .map(document ->
                                        new Item("work-styles", document.label(), "Calm.", document.metadata()))
                                .toList(),
                        Optional.empty()));

        // Then
        assertThat(documents).extracting(Item::label).containsExactly("ines", "jonas", "mirela");
        assertThat(first).startsWith("Given this person's background").endsWith("gives them away.\n\n");
        assertThat(second).endsWith("strong at.\n\n- ines: Calm.\n- jonas: Calm.\n- mirela: Calm.\n");
    }

    @Test
    void whatPeopleHaveDeletedIsNotLaidAgain() {
        // Given
        lay();
        Stored shipped = store().list().getFirst();
        store().delete(shipped.name());

        // When
        boolean made = lay();

        // Then
        assertThat(made).isFalse();
        assertThat(store().list()).isEmpty();
    }

    @Test
    void whatACrashLeftHalfDoneIsDoneAnew() throws IOException {
        // Given
        Path half = folder.resolve("data/pipelines.new/team-report");
        Files.createDirectories(half);
        Files.writeString(half.resolve("pipeline.yaml"), "name: tea");

        // When
        boolean made = lay();

        // Then
        assertThat(made).isTrue();
        assertThat(store().list())
                .singleElement()
                .satisfies(stored -> assertThat(stored.checked()).isInstanceOf(Valid.class));
        assertThat(folder.resolve("data")).isDirectoryNotContaining("glob:**/*.new");
    }

    @Test
    void aPlaceThatCannotBeMadeIsTold() throws IOException {
        // Given
        Files.writeString(folder.resolve("data"), "a file where a folder belongs");

        // When, Then
        assertThatThrownBy(this::lay).isInstanceOf(FailedCall.class).hasMessageContaining("can't be made");
    }
}
