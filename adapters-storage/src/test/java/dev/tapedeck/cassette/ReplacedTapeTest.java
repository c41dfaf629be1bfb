package dev.tapedeck.cassette;

import static dev.tapedeck.cassette.Deck.NAME;
import static dev.tapedeck.cassette.Deck.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.VirtualTime;
import dev.tapedeck.storage.file.FileCassetteStore;
import dev.tapedeck.storage.memory.MemorySessionLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sessions that record, over a cassette whose document is changed by others meanwhile. */
class ReplacedTapeTest {
    @TempDir
    private Path folder = Path.of("");

    private FileCassetteStore store = another();
    private Deck deck = deck();

    @BeforeEach
    void open() {
        store = another();
        deck = deck();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private FileCassetteStore another() {
        return new FileCassetteStore(folder, 1_000_000, new VirtualTime(), event -> {});
    }

    private Deck deck() {
        return new Deck(store, new MemorySessionLedger(new VirtualTime()));
    }

    private Path document() {
        return folder.resolve(NAME + ".json");
    }

    /** Records an answer through the session that calls share by header, and exports. */
    private void record(Mode mode, String question) {
        deck.provider.thenAnswer("to " + question);
        ask(deck.sessions.implicit(SessionSpec.of(NAME, mode)), question);
        store.settle(NAME);
    }

    @ParameterizedTest
    @EnumSource(names = {"RECORD", "AUTO"})
    void anImplicitSessionGoesOnWithADocumentThatWasPutBack(Mode mode) throws IOException {
        // Given
        record(mode, "one");
        byte[] saved = Files.readAllBytes(document());
        record(mode, "two");
        Files.write(document(), saved);

        // When
        record(mode, "three");

        // Then
        assertThat(Files.readString(document())).contains("to one", "to three").doesNotContain("to two");
    }

    @ParameterizedTest
    @EnumSource(names = {"RECORD", "AUTO"})
    void anImplicitSessionBeginsAgainOnACassetteThatWasDeleted(Mode mode) throws IOException {
        // Given
        record(mode, "one");
        Files.delete(document());

        // When
        record(mode, "two");

        // Then
        assertThat(deck.recorded()).hasSize(1);
        assertThat(Files.readString(document())).contains("to two").doesNotContain("to one");
    }

    @ParameterizedTest
    @EnumSource(names = {"RECORD", "AUTO"})
    void anImplicitSessionGoesOnWhenAnotherProcessHasRecordedAndClosedItsSession(Mode mode) {
        // Given
        record(mode, "one");
        try (FileCassetteStore other = another()) {
            TakeId take = other.find(NAME).orElseThrow().take();
            int number = other.begin(take, Examples.ticket("elsewhere"));
            String meanwhile = ask(deck.sessions.implicit(SessionSpec.of(NAME, mode)), "two")
                    .failure()
                    .orElseThrow();
            other.finish(take, number, Examples.ending(Examples.response("elsewhere")));
            other.settle(NAME);
            assertThat(meanwhile).isEqualTo("tapedeck_conflict");
        }

        // When
        record(mode, "two");

        // Then
        assertThat(deck.recorded()).hasSize(3);
    }

    @Test
    void anOpenedSessionGoesOnAndItsReportIsThatOfAllItsCalls() throws IOException {
        // Given
        record(Mode.RECORD, "one");
        byte[] saved = Files.readAllBytes(document());
        record(Mode.RECORD, "two");
        Session session = deck.open(Mode.AUTO);
        ask(session, "two");
        Files.write(document(), saved);

        // When
        deck.provider.thenAnswer("to two, again");
        ask(session, "two");
        ask(session, "one");

        // Then
        SessionReport report = deck.sessions.close(session.id());
        assertThat(report.counters()).isEqualTo(new SessionCounters(0, 1, 2, 0, 0, 0));
        assertThat(Files.readString(document())).contains("to one", "to two, again");
    }

    @Test
    void anAutoSessionPlaysWhatTheNewDocumentHolds() throws IOException {
        // Given
        record(Mode.RECORD, "one");
        byte[] saved = Files.readAllBytes(document());
        deck.sessions.rewind(NAME);
        store.delete(NAME);
        Session session = deck.open(Mode.AUTO);
        Files.write(document(), saved);

        // When
        Deck.Seen seen = ask(session, "one");

        // Then
        assertThat(seen.outcome()).isEqualTo("replayed");
        assertThat(seen.text()).contains("to one");
    }

    @Test
    void aSessionGoesOnOnTheTakeThatAFreshRecordingHasPutInPlace() {
        // Given
        Deck inMemory = new Deck();
        Session session = inMemory.open(Mode.RECORD);
        Session fresh = inMemory.openFresh();
        inMemory.provider.thenAnswer("fresh").thenAnswer("after");
        ask(fresh, "fresh");
        inMemory.sessions.close(fresh.id());

        // When
        ask(session, "after");

        // Then
        assertThat(inMemory.recorded()).hasSize(2);
    }

    @Test
    void aFreshTakeThatIsGoneIsToldOfInWordsThatNameTheWayOut() {
        // Given
        Deck inMemory = new Deck();
        Session fresh = inMemory.openFresh();
        inMemory.store.delete(NAME);

        // When
        Deck.Seen seen = ask(fresh, "lost");

        // Then
        assertThat(seen.failure()).contains("tapedeck_unknown_cassette");
        assertThat(inMemory.provider.received()).isEmpty();
        assertThat(StoreFailures.unknown(new TakeId(1)).failure().message()).contains("rewind", "open a new one");
    }
}
