package dev.tapedeck.storage.database;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** SQL states: what may be told of a database's failure. Its own messages may quote what was to be stored. */
final class SqlStates {
    /**
     * Classes of states that speak of the database and not of the statement: connection, a transaction that may only read,
     * login, missing database, resources, object in use (locks), operator, system; H2's own ({@code 90}), time-outs
     * ({@code HY}), and PostgreSQL's configuration and internals. See the appendix "Error Codes" of PostgreSQL's manual.
     */
    private static final Set<String> HEALTH =
            Set.of("08", "25", "28", "3D", "53", "55", "57", "58", "90", "F0", "HY", "XX");

    /** The login may not do it: as good as down, until somebody grants it. */
    private static final String NO_PRIVILEGE = "42501";

    private SqlStates() {}

    /** Whether a failure with that state, or an unknown one, tells of the database's health. */
    static boolean tellOfHealth(String state) {
        return state.length() != 5 || HEALTH.contains(state.substring(0, 2)) || state.equals(NO_PRIVILEGE);
    }

    /** The state of the exception that is behind this one. */
    static Optional<String> of(RuntimeException outermost) {
        return Stream.<Throwable>iterate(outermost, cause -> cause != null, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .flatMap(sql -> Stream.ofNullable(sql.getSQLState()))
                .findFirst();
    }
}
