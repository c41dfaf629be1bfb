/** Providers that fail, behind the real gateway: what is retried, what is refused, what the client sees. */
@NullMarked
package dev.tapedeck.outages;

import org.jspecify.annotations.NullMarked;
