/** Runs by the packaged application: what is written to them, watched of them, and left of them. */
@NullMarked
package dev.tapedeck.runs;

import org.jspecify.annotations.NullMarked;
