package dev.tapedeck.storage.database;

import dev.tapedeck.build.Money;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.hibernate.jdbc.ReturningWork;
import org.jspecify.annotations.Nullable;

/**
 * SQL for rows that are no entities, on the connection of the transaction under way. Parameters are given as the domain
 * has them: optional, instants, money, constants; arrays of texts or numbers for {@code unnest}. Thread-safe.
 */
final class Statements {
    /** How many rows are sent to the database, or asked of it, in one go. */
    private static final int AT_ONCE = 500;

    private final DatabaseTransaction transaction;

    Statements(DatabaseTransaction transaction) {
        this.transaction = transaction;
    }

    /** Does work in a transaction; what it wrote is durable when this returns. May do the work more than once. */
    <T> T write(Callable<T> work) {
        T result = transaction.change(work);
        transaction.forceToDisk();
        return result;
    }

    void write(Runnable work) {
        write(() -> {
            work.run();
            return true;
        });
    }

    <T> T read(Callable<T> work) {
        return transaction.call(work);
    }

    /** How many rows that has changed. */
    int change(String sql, @Nullable Object... parameters) {
        return prepared(sql, statement -> {
            bind(statement, parameters);
            return statement.executeUpdate();
        });
    }

    /** The same for each of these; how many rows each has changed. */
    int[] changeEach(String sql, List<@Nullable Object[]> parameters) {
        return prepared(sql, statement -> {
            IntStream.Builder changed = IntStream.builder();
            for (int at = 0; at < parameters.size(); at++) {
                bind(statement, parameters.get(at));
                statement.addBatch();
                if ((at + 1) % AT_ONCE == 0 || at + 1 == parameters.size()) {
                    IntStream.of(statement.executeBatch()).forEach(changed::add);
                }
            }
            return changed.build().toArray();
        });
    }

    /** Writes these rows in place of those of the same keys, or as new ones. */
    void put(WholeRows table, List<@Nullable Object[]> rows) {
        int[] updated = changeEach(table.update(), rows);
        changeEach(
                table.insert(),
                IntStream.range(0, updated.length)
                        .filter(at -> updated[at] == 0)
                        .mapToObj(rows::get)
                        .toList());
    }

    /** Reads a row into something. */
    interface Reading<T> {
        T from(Row row) throws SQLException;
    }

    /** @param subject what is told to be damaged if a row can't be understood */
    <T> List<T> select(Subject subject, Reading<T> reading, String sql, @Nullable Object... parameters) {
        List<T> all = new ArrayList<>();
        each(subject, reading, all::add, sql, parameters);
        return all;
    }

    <T> Optional<T> first(Subject subject, Reading<T> reading, String sql, @Nullable Object... parameters) {
        return select(subject, reading, sql, parameters).stream().findFirst();
    }

    /** Passes on one row after the other, and holds no more of them than a part. */
    <T> void each(Subject subject, Reading<T> reading, Consumer<T> each, String sql, @Nullable Object... parameters) {
        prepared(sql, statement -> {
            bind(statement, parameters);
            statement.setFetchSize(AT_ONCE);
            try (ResultSet cells = statement.executeQuery()) {
                while (cells.next()) {
                    each.accept(reading.from(new Row(cells, subject)));
                }
            }
            return true;
        });
    }

    private <T> T prepared(String sql, Work<T> work) {
        ReturningWork<T> onConnection = connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                return work.with(statement);
            }
        };
        return transaction.entityManager().unwrap(Session.class).doReturningWork(onConnection);
    }

    private interface Work<T> {
        T with(PreparedStatement statement) throws SQLException;
    }

    private static void bind(PreparedStatement statement, @Nullable Object[] parameters) throws SQLException {
        for (int at = 0; at < parameters.length; at++) {
            Object column = column(parameters[at], statement.getConnection());
            if (column == null) {
                statement.setNull(at + 1, Types.NULL);
            } else {
                statement.setObject(at + 1, column);
            }
        }
    }

    private static @Nullable Object column(@Nullable Object parameter, Connection connection) throws SQLException {
        return switch (parameter) {
            case null -> null;
            case Optional<?> optional -> column(optional.orElse(null), connection);
            case String text -> Columns.plain(text);
            case Enum<?> constant -> constant.name();
            case Money money -> money.nanos();
            case Instant time -> time.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
            case String[] texts -> connection.createArrayOf("varchar", texts);
            case Integer[] numbers -> connection.createArrayOf("integer", numbers);
            case Long[] numbers -> connection.createArrayOf("bigint", numbers);
            default -> parameter;
        };
    }
}
