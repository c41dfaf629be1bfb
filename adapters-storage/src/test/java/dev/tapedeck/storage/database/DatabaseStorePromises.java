package dev.tapedeck.storage.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.CassetteStoreContract;
import dev.tapedeck.cassette.Examples;
import dev.tapedeck.cassette.KeyRecipe;
import dev.tapedeck.cassette.TakeId;
import dev.tapedeck.cassette.Ticket;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.ProviderRequest;
import io.quarkus.hibernate.orm.PersistenceUnit.PersistenceUnitLiteral;
import jakarta.enterprise.inject.spi.CDI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link DatabaseCassetteStore} promises beyond its port, whichever engine it is on. */
abstract class DatabaseStorePromises extends CassetteStoreContract {
    private static final CassetteName NAME = new CassetteName("tape");

    private final Engine engine;
    private final Sql sql;
    private final DatabaseCassetteStore store;

    DatabaseStorePromises(Engine engine) {
        this.engine = engine;
        sql = new Sql(engine);
        store = newStore(10_000_000);
    }

    final DatabaseCassetteStore newStore(long cacheBytes) {
        return new DatabaseCassetteStore(new Database(engine, Optional.empty()), cacheBytes);
    }

    @Override
    protected CassetteStore store() {
        return store;
    }

    @BeforeEach
    void emptyTheDatabase() {
        sql.execute("delete from cassette");
    }

    @AfterEach
    void closeTheStore() {
        store.close();
    }

    @Test
    void whatHasEndedIsSeenByAnyOtherConnection() {
        // Given
        TakeId take = newTake();
        int number = store.begin(take, Examples.ticket("hello"));

        // When
        store.finish(take, number, Examples.ending(Examples.response("durable")));

        // Then
        byte[] stored = sql.firstBytes("select answer_body from outcome where take_id = " + take.value());
        assertThat(new String(stored, UTF_8)).isEqualTo("durable");
    }

    @Test
    void anotherStoreReadsWhatThisOneWrote() {
        // Given
        TakeId take = newTake();
        int number = store.begin(take, Examples.ticket("hello"));
        store.finish(take, number, Examples.ending(Examples.stream("a", "b")));

        // When
        try (DatabaseCassetteStore other = newStore(0)) {
            // Then
            assertThat(other.findInMemory(take, number)).isEmpty();
            assertThat(other.find(take, number)).isEqualTo(store.find(take, number));
            assertThat(other.find(NAME)).isEqualTo(store.find(NAME));
        }
    }

    @Test
    void manyRecordingsAtOnceShareCommits() {
        // Given
        TakeId take = newTake();
        Statistics statistics = statistics();
        statistics.clear();

        // When
        List<Integer> numbers = onVirtualThreads(400, () -> {
            int number = store.begin(take, Examples.ticket("hello"));
            store.finish(take, number, Examples.ending(Examples.response("{}")));
            return number;
        });

        // Then
        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 400).boxed().toList());
        assertThat(statistics.getSessionOpenCount()).isLessThan(400);
        assertThat(store.find(NAME).orElseThrow().interactions()).isEqualTo(400);
    }

    @Test
    void theDatabasesRefusalHitsOnlyTheRecordingThatItConcerns() {
        // Given
        TakeId take = newTake();
        ProviderRequest hello = Examples.chat("hello");
        Ticket unstorable = Examples.ticket(new ProviderRequest(
                hello.provider(),
                hello.dialect(),
                "M".repeat(101),
                hello.path(),
                hello.query(),
                hello.headers(),
                hello.body()));

        // When
        List<Optional<Integer>> numbers =
                onVirtualThreads(60, () -> begin(take, Examples.ticket("fine")), 20, () -> begin(take, unstorable));

        // Then
        assertThat(numbers.stream().flatMap(Optional::stream))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 60).boxed().toList());
        assertThat(store.find(NAME).orElseThrow().interactions()).isEqualTo(60);
    }

    @Test
    void whatTheDatabaseDoesNotTakeIsAFaultThatQuotesNothingAndLeavesNothingBehind() {
        // Given
        TakeId take = newTake();
        ProviderRequest hello = Examples.chat("hello");
        String method = "SECRET".repeat(20);
        Ticket unstorable = Examples.ticket(new ProviderRequest(
                hello.provider(), hello.dialect(), method, hello.path(), hello.query(), hello.headers(), hello.body()));

        // Then
        assertThatExceptionOfType(RefusedStatement.class)
                .isThrownBy(() -> store.begin(take, unstorable))
                .withMessageContaining("SQL state 22001")
                .withMessageNotContaining("SECRET")
                .withNoCause();
        assertThat(store.interactions(take, 0, 10)).isEmpty();
    }

    @Test
    void whatThisVersionCannotReadIsSaidToBeUnreadable() {
        // Given
        TakeId take = newTake();
        int number = store.begin(take, Examples.ticket("hello"));
        store.finish(take, number, Examples.ending(Examples.response("{}")));

        // When
        sql.execute("update cassette set recipe = '{\"version\":2,\"ignore\":[]}'");
        sql.execute("update outcome set kind = 'hologram'");

        // Then
        assertFails(() -> store.find(NAME), Failure.Unreadable.class);
        assertFails(() -> store.interactions(take, 0, 10), Failure.Unreadable.class);
    }

    @Test
    void entriesAndListsAreReadWithoutBodies() {
        // Given
        TakeId take = newTake();
        int number = store.begin(take, Examples.ticket("hello"));
        store.finish(take, number, Examples.ending(Examples.response("{}")));
        Statistics statistics = statistics();
        statistics.clear();

        // When
        store.entries(take);
        store.list(Optional.empty(), 10);

        // Then
        assertThat(statistics.getEntityStatistics(entity("Interaction")).getLoadCount())
                .isZero();
        assertThat(statistics.getEntityStatistics(entity("Outcome")).getLoadCount())
                .isZero();
    }

    @Test
    void appendingTakesAsManyStatementsToALongTakeAsToAShortOne() {
        // Given
        TakeId take = newTake();
        long first = statementsToRecordOne(take);
        IntStream.range(0, 200).forEach(i -> store.begin(take, Examples.ticket("hello")));

        // When
        long later = statementsToRecordOne(take);

        // Then
        assertThat(later).isLessThanOrEqualTo(first);
    }

    @Test
    void aClosedStoreTakesNoMoreChanges() {
        // Given
        TakeId take = newTake();

        // When
        store.close();

        // Then
        assertFails(() -> store.begin(take, Examples.ticket("late")), Failure.StoreDown.class);
    }

    final TakeId newTake() {
        return store.create(NAME, KeyRecipe.DEFAULT, Examples.NOON).take();
    }

    private Optional<Integer> begin(TakeId take, Ticket ticket) {
        try {
            return Optional.of(store.begin(take, ticket));
        } catch (RefusedStatement refused) {
            return Optional.empty();
        }
    }

    private long statementsToRecordOne(TakeId take) {
        Statistics statistics = statistics();
        statistics.clear();
        int number = store.begin(take, Examples.ticket("hello"));
        store.finish(take, number, Examples.ending(Examples.response("{}")));
        return statistics.getPrepareStatementCount();
    }

    private static <T> List<T> onVirtualThreads(int times, Supplier<T> deed) {
        return onVirtualThreads(times, deed, 0, deed);
    }

    private static <T> List<T> onVirtualThreads(int times, Supplier<T> deed, int otherTimes, Supplier<T> other) {
        return IntStream.range(0, times + otherTimes)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        i % 4 == 3 && i / 4 < otherTimes ? other : deed,
                        task -> Thread.ofVirtual().start(task)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }

    private Statistics statistics() {
        return sessions().getStatistics();
    }

    private String entity(String name) {
        return sessions().getMetamodel().entity(name).getJavaType().getName();
    }

    private SessionFactory sessions() {
        return CDI.current()
                .select(SessionFactory.class, new PersistenceUnitLiteral(engine.name()))
                .get();
    }

    static void assertFails(ThrowingCallable deed, Class<? extends Failure> failure) {
        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(deed)
                .satisfies(failed -> assertThat(failed.failure()).isInstanceOf(failure));
    }
}
