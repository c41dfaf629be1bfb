package dev.tapedeck.storage.database;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of a database that fails. */
final class DatabaseOutageTest {
    private static final String NAME = DatabaseName.of(
            Optional.of("jdbc:postgresql://db.example:5432/tapedeck?sslmode=verify-full&sslpassword=s3"));

    private static String message(String state) {
        return DatabaseTransaction.down(NAME, new PersistenceException(new SQLException("value 's3cret'", state)))
                .message();
    }

    @Test
    void oneThatCantBeReachedIsNamedWithHostAndPort() {
        assertThat(message("08001"))
                .contains("db.example:5432", "can't be reached")
                .doesNotContain("SQL state", "s3");
    }

    @Test
    void oneThatRefusesIsNamedWithTheState() {
        assertThat(message("53100"))
                .contains("db.example:5432", "SQL state 53100")
                .doesNotContain("s3");
    }
}
