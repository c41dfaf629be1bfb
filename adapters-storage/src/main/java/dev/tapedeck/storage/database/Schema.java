package dev.tapedeck.storage.database;

import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The schema, which is the first thing that is done with a database: so this is where a wrong setting shows. */
public final class Schema {
    private Schema() {}

    /**
     * Brings a database to this version's schema.
     *
     * @param url as it is set; none for the default one
     * @throws IllegalStateException if the database can't be used; the message names the setting and no secret
     */
    public static void migrate(Flyway flyway, Optional<String> url) {
        try {
            flyway.migrate();
        } catch (FlywayException broken) {
            throw new IllegalStateException(message(SqlStates.of(broken).orElse("unknown"), DatabaseName.of(url)));
        }
    }

    private static String message(String state, String database) {
        if (state.startsWith("08")) {
            return "%s can't be reached. See that it is up and that tapedeck.storage.url is right.".formatted(database);
        }
        if (state.startsWith("28")) {
            return "%s refuses the user or the password. Check tapedeck.storage.username and tapedeck.storage.password."
                    .formatted(database);
        }
        return switch (state) {
            case "3D000" -> "%s doesn't exist. Create it, or correct tapedeck.storage.url.".formatted(database);
            case "90020" ->
                "%s is in use by another process. Stop that one, or give this one another tapedeck.data-directory."
                        .formatted(database);
            default ->
                "%s can't be brought to the schema of this version (SQL state %s). See that tapedeck.storage.url is right, that the user may create tables, and that no later version of Tapedeck has been at work."
                        .formatted(database, state);
        };
    }
}
