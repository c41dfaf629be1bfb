package dev.tapedeck.storage.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.Examples;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.TakeId;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.storage.database.h2.H2;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class H2CassetteStoreTest extends DatabaseStorePromises {
    H2CassetteStoreTest() {
        super(H2.engine(false));
    }

    @Test
    void anInteractionIsAtHandOnceItWasReadAndNotBefore() {
        // Given
        TakeId take = newTake();
        int number = store().begin(take, Examples.ticket("hello"));
        store().finish(take, number, Examples.ending(Examples.response("{}")));
        Optional<Interaction> beforeItWasRead = store().findInMemory(take, number);

        // When
        Optional<Interaction> read = store().find(take, number);

        // Then
        assertThat(beforeItWasRead).isEmpty();
        assertThat(store().findInMemory(take, number)).isPresent().isEqualTo(read);
    }

    @Test
    void recoveryDropsTheTakesThatWereNeverAdopted() {
        // Given
        TakeId current = newTake();
        TakeId left = store().beginTake(new CassetteName("tape"));
        store().begin(left, Examples.ticket("lost"));
        store().begin(current, Examples.ticket("kept"));

        // When
        int dropped = recovered();

        // Then
        assertThat(dropped).isEqualTo(1);
        assertThat(store().entries(current)).hasSize(1);
        assertFails(() -> store().entries(left), Failure.Unknown.class);
        assertThat(recovered()).isZero();
    }

    @Test
    void aPageOfALongTapeReadsNoMoreThanThePage() throws SQLException {
        // Given
        TakeId take = newTake();
        for (int i = 0; i < 300; i++) {
            store().begin(take, Examples.ticket("hello"));
        }
        Sql sql = new Sql(H2.engine(false));

        // When
        sql.execute("set query_statistics true");
        List<Interaction> page = store().interactions(take, 100, 10);

        // Then
        assertThat(page).extracting(Interaction::number).containsExactlyElementsOf(numbers(101, 110));
        assertThat(plan(sql, take, 100, 10)).contains("/* index sorted */").contains("/* scanCount: 11 */");
    }

    private static List<Integer> numbers(int first, int last) {
        return IntStream.rangeClosed(first, last).boxed().toList();
    }

    /** What the database did for the statement with which the store reads a page. */
    private static String plan(Sql sql, TakeId take, int after, int limit) throws SQLException {
        String statement = sql.firstText("select sql_statement from information_schema.query_statistics"
                + " where sql_statement like '%from interaction%fetch first%'");
        try (Connection connection = sql.connection();
                PreparedStatement explain = connection.prepareStatement("explain analyze " + statement)) {
            explain.setLong(1, take.value());
            explain.setInt(2, after);
            explain.setInt(3, 0);
            explain.setInt(4, limit);
            try (ResultSet rows = explain.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    private int recovered() {
        try (DatabaseCassetteStore next = newStore(0)) {
            return next.recover();
        }
    }
}
