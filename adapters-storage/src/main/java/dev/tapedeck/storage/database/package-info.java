/** Cassettes in a database, by Panache and Flyway. Entities never leave this package. */
@NullMarked
package dev.tapedeck.storage.database;

import org.jspecify.annotations.NullMarked;
