package dev.tapedeck.storage.database;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * How rows of a table are written as a whole. Both statements take the same parameters: the values, then the keys.
 *
 * @param insert writes a new row
 * @param update writes over the row of those keys, if there is one
 */
record WholeRows(String insert, String update) {
    /**
     * @param values names of columns, with commas between them
     * @param keys names of the columns that tell rows apart
     */
    static WholeRows of(String table, String values, String keys) {
        String[] columns = (values + "," + keys).split(",");
        return new WholeRows(
                "insert into %s (%s) values (%s)"
                        .formatted(
                                table,
                                String.join(",", columns),
                                Arrays.stream(columns).map(column -> "?").collect(Collectors.joining(","))),
                "update %s set %s where %s".formatted(table, equal(values, ","), equal(keys, " and ")));
    }

    private static String equal(String columns, String between) {
        return Arrays.stream(columns.split(","))
                .map(column -> column.strip() + " = ?")
                .collect(Collectors.joining(between));
    }
}
