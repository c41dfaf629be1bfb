/** The HTTP client behind every live call. */
@NullMarked
package dev.tapedeck.provider.wire;

import org.jspecify.annotations.NullMarked;
