/** What happens by the clock. */
@NullMarked
package dev.tapedeck.web.schedule;

import org.jspecify.annotations.NullMarked;
