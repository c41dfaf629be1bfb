package dev.tapedeck.cassette;

import static dev.tapedeck.cassette.Deck.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tapedeck.storage.database.Database;
import dev.tapedeck.storage.database.DatabaseCassetteStore;
import dev.tapedeck.storage.database.DatabaseSessionLedger;
import dev.tapedeck.storage.database.Sql;
import dev.tapedeck.storage.database.postgresql.PostgreSql;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sessions of two nodes on one PostgreSQL. */
@QuarkusTest
@Timeout(60)
class SharedSessionsTest {
    private final Sql sql = new Sql(PostgreSql.engine());
    private final Node a = new Node();
    private final Node b = new Node();

    private static final class Node {
        final DatabaseCassetteStore store;
        final Deck deck;

        Node() {
            Database database = new Database(PostgreSql.engine(), Optional.empty());
            store = new DatabaseCassetteStore(database, 10_000_000);
            deck = new Deck(store, new DatabaseSessionLedger(database));
        }
    }

    @BeforeEach
    void emptyTheDatabase() {
        sql.execute("delete from cassette");
        sql.execute("delete from session");
        sql.execute("delete from node");
    }

    @AfterEach
    void closeTheStores() {
        a.store.close();
        b.store.close();
    }

    @Test
    void aReplaySharedByTwoNodesUnderManyThreadsHandsOutEachInteractionExactlyOnce() throws Exception {
        // Given
        int calls = 160;
        recordSame(calls);
        SessionId session = a.deck.open(Mode.REPLAY).id();

        // When
        List<String> played = atOnce(
                calls, i -> ask(entered(i % 2 == 0 ? a : b, session), "same").text());

        // Then
        assertThat(played).doesNotHaveDuplicates().hasSize(calls);
        assertThat(ask(entered(b, session), "same").outcome()).isEqualTo("exhausted");
        assertThat(a.deck.sessions.fetch(session).counters())
                .isEqualTo(b.deck.sessions.fetch(session).counters())
                .isEqualTo(new SessionCounters(0, 0, calls, 0, 1, 0));
    }

    @Test
    void anInteractionThatOneNodeHasSeenGoDoesNotShiftWhatTheOtherHandsOut() {
        // Given
        recordSame(3);
        SessionId session = a.deck.open(Mode.REPLAY).id();
        String first = ask(entered(a, session), "same").text();
        a.store.remove(a.store.find(Deck.NAME).orElseThrow().take(), 1);

        // When
        String second = ask(entered(b, session), "same").text();
        String third = ask(entered(a, session), "same").text();

        // Then
        assertThat(List.of(first, second, third)).containsExactly("0", "1", "2");
    }

    @Test
    void implicitSessionsOverTheSameCassetteShareTheirPositions() {
        // Given
        recordSame(2);
        SessionSpec spec = SessionSpec.of(Deck.NAME, Mode.REPLAY);

        // When
        String first = ask(a.deck.sessions.implicit(spec), "same").text();
        String second = ask(b.deck.sessions.implicit(spec), "same").text();
        String third = ask(a.deck.sessions.implicit(spec), "same").outcome();

        // Then
        assertThat(List.of(first, second, third)).containsExactly("0", "1", "exhausted");
    }

    @Test
    void anAutoSessionPlaysAtNoNodeWhatItRecordedItself() {
        // Given
        recordSame(1);
        SessionId session = a.deck.open(Mode.AUTO).id();
        a.deck.provider.thenAnswer("live at a");
        b.deck.provider.thenAnswer("live at b");

        // When
        String first = ask(entered(a, session), "same").outcome();
        String second = ask(entered(a, session), "same").text();
        String third = ask(entered(b, session), "same").text();

        // Then
        assertThat(List.of(first, second, third)).containsExactly("replayed", "live at a", "live at b");
    }

    @Test
    void aRewindAtOneNodeIsARewindAtTheOther() {
        // Given
        recordSame(1);
        SessionSpec spec = SessionSpec.of(Deck.NAME, Mode.REPLAY);
        ask(a.deck.sessions.implicit(spec), "same");

        // When
        int ended = b.deck.sessions.rewind(Deck.NAME);

        // Then
        assertThat(ended).isOne();
        assertThat(ask(a.deck.sessions.implicit(spec), "same").outcome()).isEqualTo("replayed");
    }

    @Test
    void aSessionClosedAtOneNodeIsClosedAtTheOther() {
        // Given
        recordSame(2);
        SessionId session = a.deck.open(Mode.REPLAY).id();
        ask(entered(b, session), "same");

        // When
        SessionReport report = a.deck.sessions.close(session);

        // Then
        assertThat(report.counters()).isEqualTo(new SessionCounters(0, 0, 1, 0, 0, 1));
        assertThat(report.unplayed()).containsExactly(2);
        assertThatThrownBy(() -> entered(b, session)).hasMessageContaining("no open session");
        assertThat(b.deck.sessions.find(session)).isEmpty();
        assertThat(b.deck.sessions.list(Optional.empty(), 10)).isEmpty();
    }

    @Test
    void aFreshTakeIsFilledByBothNodesAndAdoptedByWhicheverCloses() {
        // Given
        recordSame(1);
        SessionId session = a.deck.openFresh().id();
        a.deck.provider.thenAnswer("a");
        b.deck.provider.thenAnswer("b");

        // When
        ask(entered(a, session), "new");
        ask(entered(b, session), "newer");
        SessionReport report = b.deck.sessions.close(session);

        // Then
        assertThat(report.counters().recorded()).isEqualTo(2);
        assertThat(a.deck.recorded()).hasSize(2);
    }

    @Test
    void aNodeThatStopsLeavesOpenWhatAnotherUses() {
        // Given
        recordSame(3);
        SessionId shared = a.deck.open(Mode.REPLAY).id();
        ask(entered(b, shared), "same");
        SessionId own = a.deck.open(Mode.REPLAY).id();

        // When
        a.deck.sessions.closeAll();
        a.store.close();

        // Then
        assertThat(ask(entered(b, shared), "same").text()).isEqualTo("1");
        assertThat(b.deck.sessions.find(own)).isEmpty();
    }

    @Test
    void whatAGoneNodeHadOpenAloneEndsAndTheRestGoesOn() {
        // Given
        recordSame(3);
        SessionId shared = a.deck.open(Mode.REPLAY).id();
        ask(entered(b, shared), "same");
        SessionId own = a.deck.openFresh().id();

        // When
        sql.execute(
                "update node set seen_at = now() - interval '61 seconds' where id = (select node_id from session_node where session_id = '%s')"
                        .formatted(own));
        b.deck.sessions.beat();

        // Then
        assertThat(ask(entered(b, shared), "same").text()).isEqualTo("1");
        assertThat(b.deck.sessions.find(own)).isEmpty();
        assertThat(a.store.find(Deck.NAME).orElseThrow().interactions()).isEqualTo(3);
    }

    @Test
    void aCassetteIsNotReleasedWhileAnotherNodeRecordsToIt() {
        // Given
        SessionId session = a.deck.open(Mode.RECORD).id();

        // Then
        assertThatThrownBy(() -> b.deck.sessions.release(Deck.NAME)).hasMessageContaining(session.value());
    }

    private void recordSame(int times) {
        Session record = a.deck.open(Mode.RECORD);
        for (int at = 0; at < times; at++) {
            a.deck.provider.thenAnswer(String.valueOf(at));
            ask(record, "same");
        }
        a.deck.sessions.close(record.id());
    }

    private static Session entered(Node node, SessionId session) {
        return node.deck.sessions.enter(session);
    }

    private interface Deed<T> {
        T at(int index);
    }

    private static <T> List<T> atOnce(int times, Deed<T> deed) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(32)) {
            List<Future<T>> deeds = IntStream.range(0, times)
                    .mapToObj(i -> threads.submit(() -> deed.at(i)))
                    .toList();
            List<T> done = new ArrayList<>();
            for (Future<T> each : deeds) {
                done.add(each.get());
            }
            return done;
        }
    }
}
