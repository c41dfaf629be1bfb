/** Keeping secrets out of everything that is stored or shown. */
@NullMarked
package dev.tapedeck.redaction;

import org.jspecify.annotations.NullMarked;
