/** A common room of the dialects: reading recorded bodies, server-sent events and JSON, leniently. */
@NullMarked
package dev.tapedeck.provider.sse;

import org.jspecify.annotations.NullMarked;
