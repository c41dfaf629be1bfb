package dev.tapedeck.storage.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.Examples;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.KeyRecipe;
import dev.tapedeck.cassette.TakeId;
import dev.tapedeck.cassette.Tape;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.storage.database.postgresql.PostgreSql;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two stores on one PostgreSQL, as two nodes have them. */
@QuarkusTest
@Timeout(60)
class SeveralNodesTest {
    private static final CassetteName NAME = new CassetteName("tape");
    private static final String GONE = "update node set seen_at = now() - interval '61 seconds' where id = %d";

    private final Sql sql = new Sql(PostgreSql.engine());
    private final Database databaseOfA = new Database(PostgreSql.engine(), Optional.empty());
    private final DatabaseCassetteStore a = new DatabaseCassetteStore(databaseOfA, 10_000_000);
    private final DatabaseCassetteStore b =
            new DatabaseCassetteStore(new Database(PostgreSql.engine(), Optional.empty()), 10_000_000);

    @BeforeEach
    void emptyTheDatabase() {
        sql.execute("delete from cassette");
        sql.execute("delete from session");
        sql.execute("delete from node");
    }

    @AfterEach
    void closeTheStores() {
        a.close();
        b.close();
    }

    @Test
    void recordersOfTwoNodesInterleaveWithoutGapsOrDoubles() {
        // Given
        TakeId take = newTake();

        // When
        List<Integer> numbers = atOnce(400, i -> recorded(i % 2 == 0 ? a : b, take));

        // Then
        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 400).boxed().toList());
        assertThat(a.entries(take)).hasSize(400).allMatch(Tape.Entry::complete);
        assertThat(b.find(NAME).orElseThrow().interactions()).isEqualTo(400);
    }

    @Test
    void manyTakesRecordedToByTwoNodesNeverWaitForEachOtherInACircle() {
        // Given
        List<TakeId> takes = new ArrayList<>(List.of(newTake()));
        IntStream.range(0, 9).forEach(i -> takes.add(a.beginTake(NAME)));

        // When
        atOnce(400, i -> recorded(i % 2 == 0 ? a : b, takes.get(i * 7 % 10)));

        // Then
        assertThat(takes).allSatisfy(take -> assertThat(b.entries(take)).hasSize(40));
    }

    @Test
    void aCassetteThatIsLockedElsewhereHoldsUpNoOther() throws SQLException {
        // Given
        TakeId locked = newTake();
        TakeId free = a.create(new CassetteName("free"), KeyRecipe.DEFAULT, Examples.NOON)
                .take();
        CompletableFuture<Integer> waiting;

        // When
        try (Connection other = sql.connection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select from take where id = %d for update".formatted(locked.value()));
            waiting = CompletableFuture.supplyAsync(() -> recorded(a, locked), Thread::startVirtualThread);
            recorded(a, free);
            assertThat(waiting).isNotDone();
            other.rollback();
        }

        // Then
        assertThat(waiting.join()).isOne();
    }

    @Test
    void whatOneNodeRemovedTheOtherPlaysNoLonger() {
        // Given
        TakeId take = newTake();
        int number = recorded(a, take);
        Interaction seenByB = b.find(take, number).orElseThrow();

        // When
        a.remove(take, number);

        // Then
        assertThat(seenByB.complete()).isTrue();
        assertThat(b.find(take, number)).isEmpty();
        assertThat(b.findInMemory(take, number)).isEmpty();
    }

    @Test
    void cassettesOfOneNameMadeAtOnceAreOneAndTheOthersAreConflicts() {
        // When
        List<Boolean> made = atOnce(16, i -> makes(i % 2 == 0 ? a : b));

        // Then
        assertThat(made.stream().filter(success -> success)).hasSize(1);
    }

    @Test
    void freshTakesAdoptedAtOnceLeaveOneCurrentTake() {
        // Given
        newTake();
        List<TakeId> fresh =
                IntStream.range(0, 8).mapToObj(i -> a.beginTake(NAME)).toList();

        // When
        atOnce(8, i -> {
            (i % 2 == 0 ? a : b).adoptTake(NAME, fresh.get(i), Examples.NOON);
            return true;
        });

        // Then
        TakeId current = a.find(NAME).orElseThrow().take();
        assertThat(fresh).contains(current);
        assertThat(fresh.stream().filter(take -> !take.equals(current)))
                .allSatisfy(take -> assertThatThrownBy(() -> b.entries(take)).isInstanceOf(FailedCall.class));
    }

    @Test
    void recoveryLeavesTheTakesOfNodesThatLive() {
        // Given
        newTake();
        TakeId underWay = a.beginTake(NAME);

        // When
        int dropped = b.recover();

        // Then
        assertThat(dropped).isZero();
        assertThat(b.entries(underWay)).isEmpty();
    }

    @Test
    void recoveryDropsTheTakesOfNodesThatAreGone() {
        // Given
        newTake();
        TakeId left = a.beginTake(NAME);
        sql.execute(GONE.formatted(((SharedNodes) databaseOfA.nodes()).id()));

        // When
        int dropped = b.recover();

        // Then
        assertThat(dropped).isOne();
        assertThatThrownBy(() -> b.entries(left)).hasMessageContaining("is gone");
    }

    @Test
    void aNodeThatWasTakenForGoneGoesOnAsAnother() {
        // Given
        newTake();
        a.beginTake(NAME);
        sql.execute(GONE.formatted(((SharedNodes) databaseOfA.nodes()).id()));
        b.recover();
        DatabaseSessionLedger ledgerOfA = new DatabaseSessionLedger(databaseOfA);

        // When
        ledgerOfA.beat();
        TakeId next = a.beginTake(NAME);

        // Then
        assertThat(b.recover()).isZero();
        assertThat(b.entries(next)).isEmpty();
    }

    private TakeId newTake() {
        return a.create(NAME, KeyRecipe.DEFAULT, Examples.NOON).take();
    }

    private static int recorded(DatabaseCassetteStore node, TakeId take) {
        int number = node.begin(take, Examples.ticket("hello"));
        node.finish(take, number, Examples.ending(Examples.response("{}")));
        return number;
    }

    private static boolean makes(DatabaseCassetteStore node) {
        try {
            node.create(NAME, KeyRecipe.DEFAULT, Examples.NOON);
            return true;
        } catch (FailedCall refused) {
            assertThat(refused.failure()).isInstanceOf(Failure.Conflict.class);
            return false;
        }
    }

    private interface Deed<T> {
        T at(int index);
    }

    private static <T> List<T> atOnce(int times, Deed<T> deed) {
        return IntStream.range(0, times).mapToObj(i -> supplied(() -> deed.at(i))).toList().stream()
                .map(CompletableFuture::join)
                .toList();
    }

    private static <T> CompletableFuture<T> supplied(Supplier<T> deed) {
        return CompletableFuture.supplyAsync(deed, task -> Thread.ofVirtual().start(task));
    }
}
