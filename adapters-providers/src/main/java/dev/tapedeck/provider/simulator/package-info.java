/** A deterministic provider in this process: needs no network and no key. */
@NullMarked
package dev.tapedeck.provider.simulator;

import org.jspecify.annotations.NullMarked;
