/** Recordings that come and go, tested on the store in memory. */
@NullMarked
package dev.tapedeck.transfer;

import org.jspecify.annotations.NullMarked;
