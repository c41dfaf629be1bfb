/** The domain of Tapedeck: each room below leans only on the rooms named before it: exchange, json, redaction, cassette. */
@NullMarked
package dev.tapedeck;

import org.jspecify.annotations.NullMarked;
