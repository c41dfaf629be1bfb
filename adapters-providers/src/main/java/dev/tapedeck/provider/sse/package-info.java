/** A common room of the dialects: what requests ask, and reading bodies, server-sent events and JSON, leniently. */
@NullMarked
package dev.tapedeck.provider.sse;

import org.jspecify.annotations.NullMarked;
