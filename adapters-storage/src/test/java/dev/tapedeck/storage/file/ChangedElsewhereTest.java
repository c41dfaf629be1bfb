package dev.tapedeck.storage.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.cassette.Cassette;
import dev.tapedeck.cassette.Examples;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.Outcome;
import dev.tapedeck.cassette.TakeId;
import dev.tapedeck.exchange.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Documents that an editor or git changes while Tapedeck runs. */
final class ChangedElsewhereTest extends StoreInFolder {
    private TakeId take;

    @BeforeEach
    void record() {
        take = made();
        recorded(take, "one");
        recorded(take, "two");
        store.settle(CHECKOUT);
    }

    /** Changes the first answer, with an editor that writes a new file. */
    private void edit() {
        String document = new String(FolderFiles.bytes(file("checkout.json")), UTF_8);
        FolderFiles.write(
                file("checkout.json"),
                document.replace("answer to one", "another answer").getBytes(UTF_8));
    }

    private static String answer(Interaction interaction) {
        return ((Outcome.Response) interaction.outcome()).body().text();
    }

    private List<String> answers() {
        return contents().stream().map(ChangedElsewhereTest::answer).toList();
    }

    @Test
    void aChangedDocumentIsAnotherTake() {
        // When
        edit();

        // Then
        Cassette changed = store.find(CHECKOUT).orElseThrow();
        assertThat(changed.take()).isNotEqualTo(take);
        assertThat(answers()).containsExactly("another answer", "answer to two");
    }

    @Test
    void whoStillReadsTheTakeThatWasFindsNothingAndNeverTheWrongInteraction() {
        // When
        edit();

        // Then
        assertThat(store.find(take, 1)).isEmpty();
        failure(Failure.Unknown.class, () -> store.interactions(take, 0, 10));
        store.find(CHECKOUT);
        failure(Failure.Unknown.class, () -> store.entries(take));
        failure(Failure.Unknown.class, () -> store.begin(take, Examples.ticket("late")));
    }

    @Test
    void aDocumentThatIsTheSameIsTheSameTake() {
        // When
        Cassette again = store.find(CHECKOUT).orElseThrow();

        // Then
        assertThat(again.take()).isEqualTo(take);
    }

    @Test
    void aDocumentThatIsRemovedIsGoneAndOneThatAppearsIsThere() throws IOException {
        // Given
        store.find(CHECKOUT);

        // When
        Files.move(file("checkout.json"), file("greeting.json"));

        // Then
        assertThat(store.find(CHECKOUT)).isEmpty();
        failure(Failure.Unknown.class, () -> store.entries(take));
        assertThat(contents(store, GREETING)).hasSize(2);
        assertThat(store.find(GREETING).orElseThrow().name()).isEqualTo(GREETING);
    }

    @Test
    void recordingBeginsOnTheDocumentAsItIsNow() {
        // Given
        edit();

        // When
        failure(Failure.Unknown.class, () -> store.begin(take, Examples.ticket("three")));
        recorded(store.find(CHECKOUT).orElseThrow().take(), "three");
        store.settle(CHECKOUT);

        // Then
        assertThat(answers()).containsExactly("another answer", "answer to two", "answer to three");
        FolderFiles.assertSound(folder);
    }

    @Test
    void aChangedDocumentIsSeenBesideAFreshTakeThatIsUnderWay() {
        // Given
        TakeId fresh = store.beginTake(CHECKOUT);

        // When
        edit();

        // Then
        assertThat(answers()).containsExactly("another answer", "answer to two");
        recorded(fresh, "fresh");
        store.adoptTake(CHECKOUT, fresh, Examples.NOON);
        assertThat(answers()).containsExactly("answer to fresh");
    }

    @Test
    void aDocumentThatIsChangedWhileItIsRecordedToLosesNeitherTheChangeNorTheRecording() {
        // Given
        recorded(take, "three");
        recorded(take, "four");
        String document = new String(FolderFiles.bytes(file("checkout.json")), UTF_8);
        String third = document.substring(
                        document.lastIndexOf("    {\n      \"number\": 2"), document.lastIndexOf("\n  ]"))
                .replace("\"number\": 2", "\"number\": 3")
                .replace("answer to two", "pulled");
        String pulled = document.replace("\n  ]\n}", ",\n" + third + "\n  ]\n}");

        // When
        FolderFiles.write(file("checkout.json"), pulled.getBytes(UTF_8));
        store.settle(CHECKOUT);

        // Then
        assertThat(answers())
                .containsExactly("answer to one", "answer to two", "pulled", "answer to three", "answer to four");
        assertThat(numbers()).containsExactly(1, 2, 3, 4, 5);
        FolderFiles.assertSound(folder);
    }

    @Test
    void whatWasRecordedIsKeptThoughTheDocumentIsRemovedMeanwhile() throws IOException {
        // Given
        recorded(take, "three");

        // When
        Files.delete(file("checkout.json"));
        store.settle(CHECKOUT);

        // Then
        assertThat(answers()).containsExactly("answer to three");
    }
}
