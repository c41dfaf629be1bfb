package dev.tapedeck.storage.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a database that fails. */
final class DatabaseOutageTest {
    private static final String NAME = DatabaseName.of(
            Optional.of("jdbc:postgresql://db.example:5432/tapedeck?sslmode=verify-full&sslpassword=s3"));

    private static RuntimeException failure(String state) {
        return DatabaseTransaction.failure(NAME, new PersistenceException(new SQLException("value 's3cret'", state)));
    }

    private static Failure shown(String state) {
        return ((FailedCall) failure(state)).failure();
    }

    @Test
    void oneThatCantBeReachedIsNamedWithHostAndPort() {
        assertThat(shown("08001").message())
                .contains("db.example:5432", "can't be reached")
                .doesNotContain("SQL state", "s3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"53100", "57P03", "58030", "55P03", "HYT00", "90098", "25006", "28P01", "42501"})
    void oneThatIsNotWellIsNamedWithTheState(String state) {
        assertThat(shown(state)).isInstanceOf(Failure.StoreDown.class);
        assertThat(shown(state).message())
                .contains("db.example:5432", "SQL state " + state)
                .doesNotContain("s3");
    }

    @Test
    void oneThatSaysNothingIsDown() {
        RuntimeException silent = DatabaseTransaction.failure(NAME, new PersistenceException("value 's3cret'"));

        assertThat(((FailedCall) silent).failure()).isInstanceOf(Failure.StoreDown.class);
        assertThat(silent).hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"22001", "22021", "23502", "23514", "42P01", "54000"})
    void whatItDoesNotTakeIsAFaultOfOursAndNoOutage(String state) {
        assertThat(failure(state))
                .isInstanceOf(RefusedStatement.class)
                .hasMessageContaining("SQL state " + state)
                .hasMessageNotContaining("s3cret")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "40001", "40P01"})
    void othersInTheWayAreAConflictAndNoOutage(String state) {
        assertThat(shown(state)).isInstanceOf(Failure.Conflict.class);
        assertThat(shown(state).message()).contains("SQL state " + state).doesNotContain("s3cret");
    }
}
