/** What goes over the wire, in no provider's dialect: requests, answers pulled chunk by chunk, failures. */
@NullMarked
package dev.tapedeck.exchange;

import org.jspecify.annotations.NullMarked;
