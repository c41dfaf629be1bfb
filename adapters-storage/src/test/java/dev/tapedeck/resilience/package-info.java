/** What the stages of resilience make of real stores. */
@NullMarked
package dev.tapedeck.resilience;

import org.jspecify.annotations.NullMarked;
