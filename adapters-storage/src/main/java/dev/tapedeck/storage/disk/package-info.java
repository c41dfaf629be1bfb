/** How files change: step by step, so that a crash or a full disk leaves the old or the new. */
@NullMarked
package dev.tapedeck.storage.disk;

import org.jspecify.annotations.NullMarked;
