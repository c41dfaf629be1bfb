/** What is done about services that fail: policies, retries and their budget, circuits. */
@NullMarked
package dev.tapedeck.resilience;

import org.jspecify.annotations.NullMarked;
