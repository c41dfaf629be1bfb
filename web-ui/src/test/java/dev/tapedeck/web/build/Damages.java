package dev.tapedeck.web.build;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Spoils what the database keeps of a build or a run, behind the store's back. */
@Singleton
public class Damages {
    private final AgroalDataSource database;

    Damages(@DataSource("h2") AgroalDataSource database) {
        this.database = database;
    }

    /** @param change with a place for its id */
    public void spoil(String change, String id) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(change)) {
            statement.setString(1, id);
            statement.executeUpdate();
        } catch (SQLException broken) {
            throw new AssertionError(change, broken);
        }
    }
}
