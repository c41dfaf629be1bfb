/** What resilience does, as it is seen and steered: events, figures, circuits, the audit of changes. */
@NullMarked
package dev.tapedeck.web.resilience;

import org.jspecify.annotations.NullMarked;
