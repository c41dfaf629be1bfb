package dev.tapedeck.storage.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.playbook.CheckedPlaybook.Broken;
import dev.tapedeck.playbook.CheckedPlaybook.Valid;
import dev.tapedeck.playbook.PlaybookExamples;
import dev.tapedeck.playbook.PlaybookName;
import dev.tapedeck.playbook.PlaybookStore;
import dev.tapedeck.playbook.PlaybookStoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderPlaybookStoreTest extends PlaybookStoreContract {
    private static final PlaybookName KEEP = new PlaybookName("keep");
    private static final String YAML = """
            name: keep
            steps:
              - name: keep
                action: set
                params: { a: 1 }
            """;

    @TempDir
    private Path folder;

    private Optional<PlaybookStore> store = Optional.empty();

    @Override
    protected PlaybookStore store() {
        PlaybookStore opened = store.orElseGet(this::reopened);
        store = Optional.of(opened);
        return opened;
    }

    @Override
    protected PlaybookStore reopened() {
        return new FolderPlaybookStore(folder.resolve("data/playbooks"), PlaybookExamples.reader());
    }

    private Path file() throws IOException {
        return Files.createDirectories(folder.resolve("data/playbooks/keep")).resolve("playbook.yaml");
    }

    @Test
    void aChangeOfTheFileIsSeenAtTheNextLook() throws IOException {
        // Given
        Files.writeString(file(), YAML);
        boolean before = store().find(KEEP).orElseThrow().checked() instanceof Valid;

        // When
        Files.writeString(file(), YAML.replace("action: set", "action: sat"));

        // Then
        assertThat(before).isTrue();
        assertThat(store().find(KEEP).orElseThrow().checked()).isInstanceOf(Broken.class);
        assertThat(store().playbook(KEEP)).isEmpty();
    }

    @Test
    void anUnchangedPlaybookIsReadOnce() throws IOException {
        // Given
        Files.writeString(file(), YAML);

        // When, Then
        assertThat(store().find(KEEP).orElseThrow()).isSameAs(store().find(KEEP).orElseThrow());
    }
}
