/** Recording and replaying: keys, lanes, tapes, sessions and the deck that plays them. */
@NullMarked
package dev.tapedeck.cassette;

import org.jspecify.annotations.NullMarked;
