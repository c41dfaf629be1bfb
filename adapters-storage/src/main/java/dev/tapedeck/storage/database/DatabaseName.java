package dev.tapedeck.storage.database;

import java.util.Optional;

/** What a database is called in messages: where it is, never who uses it. */
final class DatabaseName {
    private DatabaseName() {}

    /** @param url as it is set, without user and password; none for the default one */
    static String of(Optional<String> url) {
        return url.map(text -> "The database " + text.split("[?;]", 2)[0]).orElse("The embedded database");
    }
}
