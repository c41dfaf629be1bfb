/** Bringing recordings in and out: files of every format that people have, other stores, whole archives. */
@NullMarked
package dev.tapedeck.transfer;

import org.jspecify.annotations.NullMarked;
