package dev.tapedeck.storage.database;

import java.util.stream.Stream;

/**
 * Many rows looked up at once by what they are wanted by: a query's {@code from} begins with one of these, and with the
 * table and the condition {@code = wanted.item} after it. The join is an outer one so that it is made in this order: H2
 * plans a query once, when the table may still be empty, and would look through all of it for ever. So the query has to
 * leave out what isn't there. For the same reason items are of the very type of the column that they are compared with.
 */
final class Wanted {
    static final String BY_TEXT = "unnest(cast(? as varchar array)) as wanted(item) left join ";
    static final String BY_INTEGER = "unnest(cast(? as integer array)) as wanted(item) left join ";
    static final String BY_BIGINT = "unnest(cast(? as bigint array)) as wanted(item) left join ";

    private Wanted() {}

    /** The parameter, each item once. */
    static Object texts(Stream<String> items) {
        return items.distinct().toArray(String[]::new);
    }

    /** The parameter, each item once. */
    static Object integers(Stream<Integer> items) {
        return items.distinct().toArray(Integer[]::new);
    }

    /** The parameter, each item once. */
    static Object bigints(Stream<Long> items) {
        return items.distinct().toArray(Long[]::new);
    }
}
