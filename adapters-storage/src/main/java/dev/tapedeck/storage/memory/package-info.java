/** Cassettes, sessions and policies in memory: for tests and for what needn't outlive the process. */
@NullMarked
package dev.tapedeck.storage.memory;

import org.jspecify.annotations.NullMarked;
