/** The composition root: the only place that constructs adapters and reads configuration. */
@NullMarked
package dev.tapedeck.web.wiring;

import org.jspecify.annotations.NullMarked;
