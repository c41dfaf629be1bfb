/** Builds by the packaged application, before providers that keep a ledger. */
@NullMarked
package dev.tapedeck.builds;

import org.jspecify.annotations.NullMarked;
