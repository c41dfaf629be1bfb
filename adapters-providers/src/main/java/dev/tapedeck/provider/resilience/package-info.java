/** Timers, and when to try again: the only room that waits. */
@NullMarked
package dev.tapedeck.provider.resilience;

import org.jspecify.annotations.NullMarked;
