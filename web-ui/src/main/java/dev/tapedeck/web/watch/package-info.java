/** How whoever listens hears of what changes in the store, whichever node changes it. */
@NullMarked
package dev.tapedeck.web.watch;

import org.jspecify.annotations.NullMarked;
