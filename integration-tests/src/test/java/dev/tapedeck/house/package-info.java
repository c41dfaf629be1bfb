/** The rules of the house, checked on its classes, each one proven by a seeded violation. */
@NullMarked
package dev.tapedeck.house;

import org.jspecify.annotations.NullMarked;
