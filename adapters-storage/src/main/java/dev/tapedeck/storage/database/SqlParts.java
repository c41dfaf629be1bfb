package dev.tapedeck.storage.database;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A query that is put together of parts, each with its own parameters. For one thread. */
final class SqlParts {
    private final StringBuilder sql = new StringBuilder();
    private final List<@Nullable Object> parameters = new ArrayList<>();

    SqlParts add(String part, @Nullable Object... itsParameters) {
        sql.append(part).append(' ');
        parameters.addAll(Arrays.asList(itsParameters));
        return this;
    }

    SqlParts addIn(String column, Collection<?> values) {
        return add(
                "%s in (%s)".formatted(column, String.join(",", Collections.nCopies(values.size(), "?"))),
                values.toArray());
    }

    String sql() {
        return sql.toString();
    }

    @Nullable
    Object[] parameters() {
        return parameters.toArray();
    }
}
