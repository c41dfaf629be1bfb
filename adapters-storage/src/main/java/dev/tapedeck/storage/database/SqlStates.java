package dev.tapedeck.storage.database;

import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;

/** SQL states: what may be told of a database's failure. Its own messages may quote what was to be stored. */
final class SqlStates {
    private SqlStates() {}

    /** The state of the exception that is behind this one. */
    static Optional<String> of(RuntimeException outermost) {
        return Stream.<Throwable>iterate(outermost, cause -> cause != null, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .flatMap(sql -> Stream.ofNullable(sql.getSQLState()))
                .findFirst();
    }
}
