/**
 * Builds: a pipeline on its way, unit by unit, at once or through a provider's batch API; resumable after any crash, and
 * never paying twice.
 */
@NullMarked
package dev.tapedeck.build;

import org.jspecify.annotations.NullMarked;
