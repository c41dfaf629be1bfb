/** What a call costs, measured side by side with bare servers in one run. Started with the profile {@code benchmarks}. */
@NullMarked
package dev.tapedeck.benchmarks;

import org.jspecify.annotations.NullMarked;
