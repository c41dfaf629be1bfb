/** The dashboard in a real browser. */
@NullMarked
package dev.tapedeck.browser;

import org.jspecify.annotations.NullMarked;
