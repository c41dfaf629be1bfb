/** The pages. */
@NullMarked
package dev.tapedeck.web.dashboard;

import org.jspecify.annotations.NullMarked;
