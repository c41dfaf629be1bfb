/** Runs as they are watched and ended from the edge. */
@NullMarked
package dev.tapedeck.web.run;

import org.jspecify.annotations.NullMarked;
