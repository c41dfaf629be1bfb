/** The packaged application, seen from outside: the door, sessions, streams, durability. */
@NullMarked
package dev.tapedeck.gateway;

import org.jspecify.annotations.NullMarked;
