/** What is PostgreSQL's own: its entities, each as thin as can be. */
@NullMarked
package dev.tapedeck.storage.database.postgresql;

import org.jspecify.annotations.NullMarked;
