/** Seeded violations: classes that break a rule of the house, so that the rule is seen to see them. */
@NullMarked
package dev.tapedeck.house.seeded.web.wiring;

import org.jspecify.annotations.NullMarked;
