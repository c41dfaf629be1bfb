/** Recordings that come and go: files of other tools, archives, copies. */
@NullMarked
package dev.tapedeck.tapes;

import org.jspecify.annotations.NullMarked;
