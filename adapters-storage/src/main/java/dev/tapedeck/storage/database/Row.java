package dev.tapedeck.storage.database;

import dev.tapedeck.build.Money;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Listed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.Function;

/**
 * A row, by the names of its columns. What can't be understood is told to be damaged.
 *
 * @param subject what it tells of
 */
record Row(ResultSet cells, Subject subject) {
    Row about(Subject other) {
        return new Row(cells, other);
    }

    String text(String column) throws SQLException {
        return cells.getString(column);
    }

    Optional<String> optionalText(String column) throws SQLException {
        return Optional.ofNullable(cells.getString(column));
    }

    /** @param reading throws an exception of Java's for arguments or times, or a failure, if it doesn't understand */
    <T> T value(String column, Function<String, T> reading) throws SQLException {
        return understood(column, text(column), reading);
    }

    <T> Optional<T> optional(String column, Function<String, T> reading) throws SQLException {
        return optionalText(column).map(text -> understood(column, text, reading));
    }

    private <T> T understood(String column, String text, Function<String, T> reading) {
        try {
            return reading.apply(text);
        } catch (IllegalArgumentException | DateTimeException | FailedCall broken) {
            throw subject.damaged(column);
        }
    }

    /** What is made of the row as one of a list. */
    <K, T> Listed<K, T> listed(K place, Statements.Reading<T> reading) throws SQLException {
        try {
            return new Listed.Readable<>(place, reading.from(this));
        } catch (FailedCall failed) {
            return new Listed.Unreadable<>(place, Listed.damage(failed));
        }
    }

    boolean flag(String column) throws SQLException {
        return cells.getBoolean(column);
    }

    int number(String column) throws SQLException {
        return cells.getInt(column);
    }

    Optional<Integer> optionalNumber(String column) throws SQLException {
        return Optional.ofNullable(cells.getObject(column, Integer.class));
    }

    long count(String column) throws SQLException {
        return cells.getLong(column);
    }

    Optional<Long> optionalCount(String column) throws SQLException {
        return Optional.ofNullable(cells.getObject(column, Long.class));
    }

    Money money(String column) throws SQLException {
        return new Money(count(column));
    }

    Bytes bytes(String column) throws SQLException {
        return Bytes.wrap(cells.getBytes(column));
    }

    Instant time(String column) throws SQLException {
        return cells.getObject(column, OffsetDateTime.class).toInstant();
    }

    Optional<Instant> optionalTime(String column) throws SQLException {
        return Optional.ofNullable(cells.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }
}
