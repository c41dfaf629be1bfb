package dev.tapedeck.storage.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.cassette.Examples;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.TakeId;
import dev.tapedeck.exchange.Failure;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The end of a journal that was being written when the power went. */
final class TornJournalTest extends StoreInFolder {
    @TempDir
    private Path crash;

    private List<Interaction> acknowledged;
    private byte[] journal;
    private int sound;

    @BeforeEach
    void record() {
        TakeId take = made();
        recorded(take, "first");
        recorded(take, "second");
        acknowledged = contents();
        sound = journalNow().length;
        store.begin(take, Examples.ticket("the last record"));
        journal = journalNow();
    }

    private byte[] journalNow() {
        return FolderFiles.bytes(file("checkout.journal"));
    }

    private List<Interaction> recoveredWith(byte[] bytes) {
        FolderFiles.files(crash)
                .forEach(file -> assertThat(file.toFile().delete()).isTrue());
        FolderFiles.copy(folder, crash);
        FolderFiles.write(crash.resolve("checkout.journal"), bytes);
        events.clear();
        return recovered(crash);
    }

    @Test
    void isCutOffAtWhateverByteItWasTornAndTold() {
        for (int length = sound; length < journal.length; length++) {
            // When
            List<Interaction> found = recoveredWith(Arrays.copyOf(journal, length));

            // Then
            assertThat(found).isEqualTo(acknowledged);
            assertThat(events).contains(new FolderEvent.Recovered(CHECKOUT, 2, 0));
            assertThat(events.contains(new FolderEvent.Cut(CHECKOUT, length - sound)))
                    .isEqualTo(length > sound);
        }
    }

    @Test
    void isCutOffWhicheverOfItsBytesIsWrong() {
        for (int at = sound; at < journal.length; at++) {
            // Given
            byte[] damaged = journal.clone();
            damaged[at] ^= 0x10;

            // When
            List<Interaction> found = recoveredWith(damaged);

            // Then
            assertThat(found).isEqualTo(acknowledged);
            assertThat(events).contains(new FolderEvent.Cut(CHECKOUT, journal.length - sound));
        }
    }

    @Test
    void isCutOffIfItIsNothingButZeros() {
        // When
        List<Interaction> found = recoveredWith(Arrays.copyOf(Arrays.copyOf(journal, sound), sound + 5_000));

        // Then
        assertThat(found).isEqualTo(acknowledged);
        assertThat(events).contains(new FolderEvent.Cut(CHECKOUT, 5_000));
    }

    @Test
    void mayReachBackToItsVeryStart() {
        for (int length = 0; length < JournalReader.MAGIC.length + JournalRecord.BODY_AT; length++) {
            // When
            List<Interaction> found = recoveredWith(Arrays.copyOf(journal, length));

            // Then
            assertThat(found).isEmpty();
            assertThat(FolderFiles.names(crash)).containsExactly("checkout.json");
        }
    }

    @Test
    void isKeptAsideIfSoundRecordsFollowTheDamage() {
        // Given
        byte[] damaged = journal.clone();
        damaged[sound - 10] ^= 0x10;

        // When
        List<Interaction> found = recoveredWith(damaged);

        // Then
        assertThat(found).hasSize(2);
        assertThat(found.getFirst()).isEqualTo(acknowledged.getFirst());
        assertThat(events).hasAtLeastOneElementOfType(FolderEvent.SetAside.class);
        assertThat(FolderFiles.names(crash)).hasSize(2).contains("checkout.json");
    }

    @Test
    void isLeftAloneIfItIsOfAnotherVersion() {
        // Given
        byte[] later = journal.clone();
        later[JournalReader.MAGIC.length - 2] = '2';
        FolderFiles.copy(folder, crash);
        FolderFiles.write(crash.resolve("checkout.journal"), later);

        // When
        try (FileCassetteStore restarted = another(crash)) {
            restarted.recover();

            // Then
            failure(Failure.Unreadable.class, () -> restarted.find(CHECKOUT));
        }
        assertThat(FolderFiles.bytes(crash.resolve("checkout.journal"))).isEqualTo(later);
    }
}
