package dev.tapedeck.storage.database;

/**
 * The database is well, but doesn't take what it was given: a fault of Tapedeck, or data beyond what the tables hold. Not
 * caused by the database's exception, which may quote what was to be stored.
 */
final class RefusedStatement extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedStatement(String name, String state) {
        super(
                "%s refused what it was to store or read (SQL state %s), so nothing was changed. Trying again doesn't help: this is a fault of Tapedeck, please report it."
                        .formatted(name, state));
    }
}
