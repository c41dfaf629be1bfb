package dev.tapedeck.storage.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.cassette.Cassette;
import dev.tapedeck.cassette.Examples;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.KeyRecipe;
import dev.tapedeck.cassette.TakeId;
import dev.tapedeck.exchange.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Documents that are damaged or not known here: never overwritten, never taken for empty ones. */
final class UnreadableDocumentsTest extends StoreInFolder {
    private byte[] good;
    private List<Interaction> interactions;

    @BeforeEach
    void record() {
        recorded(made(), "hello");
        interactions = contents();
        store.settle(CHECKOUT);
        good = FolderFiles.bytes(file("checkout.json"));
    }

    private byte[] torn() {
        return Arrays.copyOf(good, good.length / 2);
    }

    private byte[] ofTomorrow() {
        return new String(good, UTF_8)
                .replace("\"version\": 1,\n  \"name\"", "\"version\": 2,\n  \"name\"")
                .getBytes(UTF_8);
    }

    /** Puts a document there that wasn't written just now. */
    private void replaced(byte[] document) {
        FolderFiles.write(file("checkout.json"), document);
        lastChanged(time.now().minus(Duration.ofHours(1)));
    }

    private void lastChanged(Instant when) {
        try {
            Files.setLastModifiedTime(file("checkout.json"), FileTime.from(when));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Path aside() {
        List<Path> aside = FolderFiles.files(folder).stream()
                .filter(path -> path.getFileName().toString().startsWith("checkout.corrupt-"))
                .toList();
        assertThat(aside).hasSize(1);
        return aside.getFirst();
    }

    @Test
    void aCorruptDocumentIsMovedAsideAndItsNameSaysWhereAndWhatToDo() {
        // Given
        replaced(torn());

        // When
        Failure.Unreadable why = failure(Failure.Unreadable.class, () -> store.find(CHECKOUT));

        // Then
        assertThat(FolderFiles.bytes(aside())).isEqualTo(torn());
        assertThat(file("checkout.json")).doesNotExist();
        assertThat(why.message()).contains(aside().toString(), "checkout.json", "line", "put a good document back");
        assertThat(events).hasOnlyElementsOfType(FolderEvent.SetAside.class).hasSize(1);
    }

    @Test
    void nothingIsPutInThePlaceOfACorruptDocument() {
        // Given
        replaced(torn());
        failure(Failure.Unreadable.class, () -> store.find(CHECKOUT));

        // Then
        failure(Failure.Unreadable.class, () -> store.create(CHECKOUT, KeyRecipe.DEFAULT, Examples.NOON));
        failure(Failure.Unreadable.class, () -> store.beginTake(CHECKOUT));
        failure(Failure.Unreadable.class, () -> store.delete(CHECKOUT));
        made(GREETING);
        failure(Failure.Unreadable.class, () -> store.rename(GREETING, CHECKOUT));
        assertThat(file("checkout.json")).doesNotExist();
        assertThat(FolderFiles.bytes(aside())).isEqualTo(torn());
    }

    @Test
    void theNameStaysUnreadableAfterARestart() {
        // Given
        replaced(torn());
        failure(Failure.Unreadable.class, () -> store.find(CHECKOUT));

        // When
        try (FileCassetteStore restarted = another(folder)) {
            Failure.Unreadable why = failure(Failure.Unreadable.class, () -> restarted.find(CHECKOUT));

            // Then
            assertThat(why.message()).contains(aside().toString());
        }
    }

    @Test
    void aGoodDocumentPutBackIsThereAgain() {
        // Given
        replaced(torn());
        failure(Failure.Unreadable.class, () -> store.find(CHECKOUT));

        // When
        replaced(good);

        // Then
        assertThat(contents()).isEqualTo(interactions);
        assertThat(store.unreadable()).isEmpty();
    }

    @Test
    void theNameIsFreeWhenSomebodyHasMovedTheCorruptFileAway() throws IOException {
        // Given
        replaced(torn());
        failure(Failure.Unreadable.class, () -> store.find(CHECKOUT));

        // When
        Files.delete(aside());

        // Then
        assertThat(store.find(CHECKOUT)).isEmpty();
        assertThat(made()).isNotNull();
    }

    @Test
    void whatTheJournalOfACorruptDocumentHoldsIsKeptUntilThereIsAGoodOne() {
        // Given
        recorded(store.find(CHECKOUT).orElseThrow().take(), "in the journal");
        List<Interaction> everything = contents();
        byte[] journal = FolderFiles.bytes(file("checkout.journal"));
        store.close();
        FolderFiles.write(file("checkout.journal"), journal);
        replaced(torn());
        FileCassetteStore restarted = another(folder);
        restarted.recover();
        failure(Failure.Unreadable.class, () -> restarted.find(CHECKOUT));
        failure(Failure.Unreadable.class, () -> restarted.find(CHECKOUT));

        // When
        replaced(good);

        // Then
        assertThat(contents(restarted, CHECKOUT)).isEqualTo(everything);
    }

    @Test
    void aDocumentThatWasChangedAMomentAgoMayStillBeBeingWrittenAndStays() {
        // Given
        replaced(torn());
        lastChanged(time.now().minusMillis(500));

        // When
        Failure.Unreadable why = failure(Failure.Unreadable.class, () -> store.find(CHECKOUT));

        // Then
        assertThat(why.message()).contains("Try again");
        assertThat(FolderFiles.bytes(file("checkout.json"))).isEqualTo(torn());
        replaced(good);
        assertThat(contents()).isEqualTo(interactions);
    }

    @Test
    void aDocumentOfALaterVersionStaysAsItIs() {
        // Given
        replaced(ofTomorrow());

        // When
        Failure.Unreadable why = failure(Failure.Unreadable.class, () -> store.find(CHECKOUT));

        // Then
        assertThat(why.message()).contains("checkout.json", "version");
        failure(Failure.Unreadable.class, () -> store.beginTake(CHECKOUT));
        failure(Failure.Unreadable.class, () -> store.delete(CHECKOUT));
        failure(Failure.Unreadable.class, () -> store.create(CHECKOUT, KeyRecipe.DEFAULT, Examples.NOON));
        assertThat(FolderFiles.bytes(file("checkout.json"))).isEqualTo(ofTomorrow());
        assertThat(events).hasOnlyElementsOfType(FolderEvent.LeftAlone.class).hasSize(1);
    }

    @Test
    void oneBadFileKeepsNoOtherOffTheList() {
        // Given
        made(GREETING);
        replaced(ofTomorrow());
        FolderFiles.write(file("not a cassette.json"), torn());

        // When
        List<Cassette> listed = store.list(Optional.empty(), 10);

        // Then
        assertThat(listed).extracting(Cassette::name).containsExactly(GREETING);
        assertThat(store.unreadable())
                .hasEntrySatisfying(CHECKOUT, why -> assertThat(why.message()).contains("checkout.json"))
                .hasSize(1);
    }

    @Test
    void whatIsNoFileAtAllKeepsNoOtherOffTheListEither() throws IOException {
        // When
        Files.createDirectory(file("greeting.json"));

        // Then
        assertThat(store.list(Optional.empty(), 10)).extracting(Cassette::name).containsExactly(CHECKOUT);
        failure(Failure.Unreadable.class, () -> store.find(GREETING));
    }

    @Test
    void aDocumentThatBecomesCorruptBesideAFreshTakeEndsThatAndFreesTheName() {
        // Given
        TakeId fresh = store.beginTake(CHECKOUT);

        // When
        replaced(torn());

        // Then
        failure(Failure.Unreadable.class, () -> store.find(CHECKOUT));
        failure(Failure.Unknown.class, () -> store.begin(fresh, Examples.ticket("late")));
        replaced(good);
        assertThat(store.beginTake(CHECKOUT)).isNotEqualTo(fresh);
    }
}
