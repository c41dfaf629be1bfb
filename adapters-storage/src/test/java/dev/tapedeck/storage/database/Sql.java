package dev.tapedeck.storage.database;

import io.quarkus.agroal.DataSource.DataSourceLiteral;
import jakarta.enterprise.inject.spi.CDI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** What a test does to a database behind the store's back. */
public final class Sql {
    private final Engine engine;

    public Sql(Engine engine) {
        this.engine = engine;
    }

    /** A connection of the test's own, to be closed by it. */
    public Connection connection() throws SQLException {
        return CDI.current()
                .select(DataSource.class, new DataSourceLiteral(engine.name()))
                .get()
                .getConnection();
    }

    public void execute(String change) {
        try (Connection connection = connection();
                PreparedStatement statement = connection.prepareStatement(change)) {
            statement.executeUpdate();
        } catch (SQLException broken) {
            throw new AssertionError(change, broken);
        }
    }

    /** The first column of the first row. */
    byte[] firstBytes(String query) {
        return first(query, ResultSet::getBytes);
    }

    /** The first column of the first row. */
    String firstText(String query) {
        return first(query, ResultSet::getString);
    }

    private interface Column<T> {
        T read(ResultSet rows, int number) throws SQLException;
    }

    private <T> T first(String query, Column<T> column) {
        try (Connection connection = connection();
                PreparedStatement statement = connection.prepareStatement(query);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return column.read(rows, 1);
        } catch (SQLException broken) {
            throw new AssertionError(query, broken);
        }
    }
}
