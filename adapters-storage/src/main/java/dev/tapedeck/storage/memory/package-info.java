/** Cassettes in memory: for tests and for recordings that needn't outlive the process. */
@NullMarked
package dev.tapedeck.storage.memory;

import org.jspecify.annotations.NullMarked;
