package dev.tapedeck.storage.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tapedeck.cassette.Examples;
import dev.tapedeck.cassette.TakeId;
import dev.tapedeck.exchange.Failure;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A folder that nobody may write to: on a file system of its own, since nothing else binds an administrator. */
final class ReadOnlyFolderTest extends StoreInFolder {
    private boolean mounted;

    private void mount(String options) {
        mounted = ran("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString());
        assumeTrue(mounted, "only somebody who may mount a file system can have one that is read-only");
    }

    @AfterEach
    void unmount() {
        if (mounted) {
            store.close();
            assertThat(ran("umount", folder.toString())).isTrue();
        }
    }

    private static boolean ran(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .onExit()
                            .join()
                            .exitValue()
                    == 0;
        } catch (IOException noSuchCommand) {
            return false;
        }
    }

    private FileCassetteStore readOnly(Path place) {
        assertThat(ran("mount", "-o", "remount,ro", place.toString())).isTrue();
        return another(place);
    }

    @Test
    void canBeReplayedFromAndSaysWhyNothingIsRecorded() {
        // Given
        mount("size=1m");
        recorded(made(), "hello");
        store.settle(CHECKOUT);
        FileCassetteStore second = readOnly(folder);

        // When
        TakeId take = second.find(CHECKOUT).orElseThrow().take();
        Failure.StoreDown down = failure(Failure.StoreDown.class, () -> second.begin(take, Examples.ticket("more")));

        // Then
        assertThat(contents(second, CHECKOUT)).hasSize(1);
        assertThat(down.message()).contains(folder.toString(), "ead-only", "writable");
    }

    @Test
    void withAJournalInItIsReplayedFromItsDocumentsAndTold() {
        // Given
        mount("size=1m");
        TakeId recorded = made();
        recorded(recorded, "settled");
        store.settle(CHECKOUT);
        recorded(recorded, "in the journal");
        byte[] journal = FolderFiles.bytes(file("checkout.journal"));
        byte[] document = FolderFiles.bytes(file("checkout.json"));
        store.close();
        FolderFiles.write(file("checkout.journal"), journal);
        FolderFiles.write(file("checkout.json"), document);
        FileCassetteStore second = readOnly(folder);

        // When
        second.recover();

        // Then
        assertThat(contents(second, CHECKOUT)).hasSize(1);
        assertThat(events).hasOnlyElementsOfType(FolderEvent.LeftAlone.class);
    }

    @Test
    void aDiskThatIsReallyFullIsToldOfAndNothingAcknowledgedIsLost() {
        // Given
        mount("size=128k");
        TakeId take = made();
        recorded(take, "first");

        // When
        Failure.StoreDown down = failure(Failure.StoreDown.class, () -> recorded(take, "too much ".repeat(20_000)));

        // Then
        assertThat(down.message()).contains("No space left");
        assertThat(numbers()).containsExactly(1);
        recorded(take, "little");
        store.settle(CHECKOUT);
        assertThat(numbers()).containsExactly(1, 2);
        FolderFiles.assertSound(folder);
    }
}
