/** What is H2's own: its entities, each as thin as can be. */
@NullMarked
package dev.tapedeck.storage.database.h2;

import org.jspecify.annotations.NullMarked;
