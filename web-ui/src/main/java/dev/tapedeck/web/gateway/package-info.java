/** The door: HTTP turned into calls, answers turned into HTTP, refusals in the shape of the provider's own errors. */
@NullMarked
package dev.tapedeck.web.gateway;

import org.jspecify.annotations.NullMarked;
