/** Who changed what, and why. */
@NullMarked
package dev.tapedeck.audit;

import org.jspecify.annotations.NullMarked;
