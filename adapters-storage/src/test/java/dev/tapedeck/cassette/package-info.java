/** The deck and its sessions, tested on the store in memory. */
@NullMarked
package dev.tapedeck.cassette;

import org.jspecify.annotations.NullMarked;
